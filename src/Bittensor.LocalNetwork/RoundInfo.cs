namespace Bittensor.LocalNetwork;

/// <summary>A round as the validator shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">Started, FannedOut or Closed.</param>
/// <param name="Axons">Axons that were asked.</param>
/// <param name="Answered">Axons that answered.</param>
/// <param name="MeanLoss">Their mean loss, in nats.</param>
internal sealed record RoundInfo(long Id, string State, int Axons, int? Answered, double? MeanLoss)
{
    /// <summary>Whether its scores are final.</summary>
    public bool IsClosed => State == "Closed";
}
