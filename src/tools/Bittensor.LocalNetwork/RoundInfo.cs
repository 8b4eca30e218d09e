namespace Bittensor.LocalNetwork;

/// <summary>A round as the validator shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">Started, FannedOut or Closed.</param>
/// <param name="Axons">Axons that were asked.</param>
/// <param name="Answered">Axons that answered.</param>
/// <param name="MeanLoss">Their mean loss, in nats.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="LastResponseAt">When the last axon had its response.</param>
/// <param name="ClosingTime">Time that the closing step took, in seconds.</param>
internal sealed record RoundInfo(
    long Id,
    string State,
    int Axons,
    int? Answered,
    double? MeanLoss,
    DateTimeOffset StartedAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? LastResponseAt,
    double? ClosingTime)
{
    /// <summary>Whether its scores are final.</summary>
    public bool IsClosed => State == "Closed";
}
