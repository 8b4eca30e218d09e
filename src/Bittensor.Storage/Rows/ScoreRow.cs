using Azure;
using Bittensor.Scoring;

namespace Bittensor.Storage;

/// <summary>Latest statistics of one axon.</summary>
/// <param name="Uid">Which axon.</param>
/// <param name="LastRound">Last round that was counted: no round counts twice.</param>
/// <param name="Responded">Whether the axon answered in that round.</param>
/// <param name="Statistics">What is remembered about it.</param>
public sealed record ScoreRow(int Uid, RoundId LastRound, bool Responded, AxonStatistics Statistics)
{
    /// <summary>Version that was read; the default for a row that is not there yet.</summary>
    internal ETag ETag { get; init; }
}
