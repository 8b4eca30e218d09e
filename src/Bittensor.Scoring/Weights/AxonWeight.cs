namespace Bittensor.Scoring;

/// <summary>Weight of one axon.</summary>
/// <param name="Uid">Its slot in the metagraph.</param>
/// <param name="Weight">Above 0; all weights sum to 1.</param>
/// <param name="Emitted">The same as u16, the largest being 65535.</param>
public sealed record AxonWeight(int Uid, double Weight, ushort Emitted);
