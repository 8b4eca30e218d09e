namespace Bittensor.Storage.Rows;

/// <summary>Names of the tables, without prefix.</summary>
public static class TableNames
{
    /// <summary>Axons: partition <c>metagraph</c>, rows <c>uid-00042</c>, and <c>hotkey-…</c> that point at them.</summary>
    public const string Metagraph = "metagraph";

    /// <summary>Rounds: partition <c>rounds</c>, newest first.</summary>
    public const string Rounds = "rounds";

    /// <summary>One row an axon and round: partition is the round, row the uid.</summary>
    public const string Responses = "responses";

    /// <summary>Latest statistics an axon: partition <c>scores</c>, row the uid.</summary>
    public const string Scores = "scores";

    /// <summary>What an axon's statistics were after each round: partition is a hundred uids, row uid and round, newest
    /// first.</summary>
    public const string ScoreHistory = "scoreHistory";

    /// <summary>Statistics and weights after each round: partition is the round, row the uid.</summary>
    public const string Weights = "weights";
}
