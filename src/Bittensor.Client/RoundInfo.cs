using System.Text.Json.Serialization;

namespace Bittensor.Client;

/// <summary>One round as the validator's API shows it.</summary>
/// <param name="Id">Number of the round, from 1.</param>
/// <param name="State">Started, FannedOut or Closed.</param>
/// <param name="Due">Tick of the timer to which the round belongs.</param>
/// <param name="StartedAt">Time of its start.</param>
/// <param name="Deadline">Time from which axons without a result count as silent.</param>
/// <param name="Axons">Number of axons that are asked.</param>
/// <param name="ClosedAt">Time of its closing; nothing before, as for all that follow.</param>
/// <param name="Answered">Number of axons that answered correctly.</param>
/// <param name="MeanLoss">Mean loss of those, in nats per token.</param>
/// <param name="BestLoss">Lowest loss, in nats per token.</param>
/// <param name="BestUid">Axon with the lowest loss.</param>
/// <param name="MedianResponseTime">Median response time, in seconds.</param>
/// <param name="ReturnCodes">Number of axons by return code.</param>
/// <param name="LastResponseAt">Time of the last result.</param>
/// <param name="ClosingTime">Duration of the closing step, in seconds.</param>
public sealed record RoundInfo(
    long Id,
    string State,
    DateTimeOffset Due = default,
    DateTimeOffset StartedAt = default,
    DateTimeOffset Deadline = default,
    int Axons = 0,
    DateTimeOffset? ClosedAt = null,
    int? Answered = null,
    double? MeanLoss = null,
    double? BestLoss = null,
    int? BestUid = null,
    double? MedianResponseTime = null,
    IReadOnlyDictionary<string, int>? ReturnCodes = null,
    DateTimeOffset? LastResponseAt = null,
    double? ClosingTime = null)
{
    /// <summary>Whether the scores of the round are final.</summary>
    [JsonIgnore]
    public bool IsClosed => State == "Closed";
}
