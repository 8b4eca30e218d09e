namespace Bittensor.Storage;

/// <summary>Asks a worker to query one axon.</summary>
/// <param name="RoundId">Number of the round.</param>
/// <param name="Uid">Which axon.</param>
public sealed record QueryAxonMessage(long RoundId, int Uid);
