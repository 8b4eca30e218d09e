using System.Text.Json.Serialization;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Queues;

/// <summary>Names of the queues, without prefix.</summary>
public static class QueueNames
{
    /// <summary>One <see cref="QueryAxonMessage"/> an axon and round.</summary>
    public const string QueryAxon = "query-axon";

    /// <summary>One <see cref="CloseRoundMessage"/> a round.</summary>
    public const string CloseRound = "close-round";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [QueryAxon, CloseRound];

    /// <summary>Where the Functions host puts a message of a queue that failed too often.</summary>
    /// <param name="queue">Name of the queue.</param>
    public static string PoisonOf(string queue) => $"{queue}-poison";
}

/// <summary>Asks a worker to query one axon.</summary>
/// <param name="RoundId">Number of the round.</param>
/// <param name="Uid">Which axon.</param>
public sealed record QueryAxonMessage(long RoundId, int Uid)
{
    /// <summary>When it can be seen; null in messages of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? VisibleAt { get; init; }

    /// <summary>Where it comes from, where anybody follows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoundTrace? Trace { get; init; }
}

/// <summary>Asks a worker to close a round, or to look again later.</summary>
/// <param name="RoundId">Number of the round.</param>
/// <param name="Attempt">Times it was looked at before; the wait grows with it.</param>
public sealed record CloseRoundMessage(long RoundId, int Attempt)
{
    /// <summary>When it can be seen; null in messages of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? VisibleAt { get; init; }

    /// <summary>Where it comes from, where anybody follows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoundTrace? Trace { get; init; }
}
