using Bittensor.Storage;

namespace Bittensor.Functions.Validator;

/// <summary>One round as it is shown.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">Started, FannedOut or Closed.</param>
/// <param name="Due">Tick of the timer that it belongs to.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Deadline">When silent axons count as failed.</param>
/// <param name="Axons">Axons that are asked.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Answered">Axons that answered as they should.</param>
/// <param name="MeanLoss">Their mean loss, in nats.</param>
/// <param name="BestLoss">The lowest loss, in nats.</param>
/// <param name="BestUid">Whose it is.</param>
/// <param name="MedianResponseTime">Median response time, in seconds.</param>
/// <param name="ReturnCodes">Axons by return code.</param>
/// <param name="LastResponseAt">When the last axon had its response.</param>
/// <param name="ClosingTime">Time that the closing step took, in seconds.</param>
public sealed record RoundView(
    long Id,
    string State,
    DateTimeOffset Due,
    DateTimeOffset StartedAt,
    DateTimeOffset Deadline,
    int Axons,
    DateTimeOffset? ClosedAt,
    int? Answered,
    double? MeanLoss,
    double? BestLoss,
    int? BestUid,
    double? MedianResponseTime,
    IReadOnlyDictionary<string, int>? ReturnCodes,
    DateTimeOffset? LastResponseAt,
    double? ClosingTime)
{
    /// <summary>Shows a row.</summary>
    /// <param name="row">The row.</param>
    public static RoundView Of(RoundRow row) => new(
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
