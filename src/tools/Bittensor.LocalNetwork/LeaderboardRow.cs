namespace Bittensor.LocalNetwork;

/// <summary>One line of the leaderboard as the validator shows it.</summary>
/// <param name="Rank">1 for the best; equal scores share a rank.</param>
/// <param name="Uid">Which axon.</param>
/// <param name="Name">Its name.</param>
/// <param name="Model">Its model.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Loss">Moving average of its loss, in nats.</param>
/// <param name="LossVal">The same on the first held-back token, in nats.</param>
/// <param name="EstimatedParameters">Parameters of a model with that loss.</param>
/// <param name="Score">Its score.</param>
/// <param name="Weight">Its weight in the last round, 0 to 1.</param>
/// <param name="MedianResponseTime">Median of its last response times, in seconds.</param>
/// <param name="ShareAnswered">Part of the rounds that it answered, 0 to 1.</param>
/// <param name="Responded">Whether it answered in the last round.</param>
internal sealed record LeaderboardRow(
    int Rank,
    int Uid,
    string? Name,
    string? Model,
    string? Tokenizer,
    double? Loss,
    double? LossVal,
    double? EstimatedParameters,
    double Score,
    double Weight,
    double? MedianResponseTime,
    double ShareAnswered,
    bool Responded);
