using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Validation.Scoring;

/// <summary>Latest statistics of one axon.</summary>
/// <param name="Uid">Which axon.</param>
/// <param name="LastRound">Last round that was counted: no round counts twice.</param>
/// <param name="Responded">Whether the axon answered in that round.</param>
/// <param name="Statistics">What is remembered about it.</param>
public sealed record AxonScore(int Uid, RoundId LastRound, bool Responded, AxonStatistics Statistics)
{
    /// <summary>Version of the record in its store, opaque; nothing while it is not stored.</summary>
    public string? Version { get; init; }
}
