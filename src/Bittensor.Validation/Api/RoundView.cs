using Bittensor.Client;
using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.Api;

/// <summary>Shows rounds.</summary>
public static class RoundView
{
    /// <summary>Shows one round.</summary>
    /// <param name="row">The round.</param>
    public static RoundInfo Of(Round row) => new(
        row.Id.Number,
        row.State.ToString(),
        row.Due,
        row.StartedAt,
        row.Deadline,
        row.AxonCount,
        row.Summary?.ClosedAt,
        row.Summary?.Answered,
        row.Summary?.MeanLoss,
        row.Summary?.BestLoss,
        row.Summary?.BestUid,
        row.Summary?.MedianResponseTime,
        row.Summary?.ReturnCodes,
        row.Summary?.LastResponseAt,
        row.Summary?.ClosingTime);
}
