namespace Bittensor.Validation.Metagraph;

/// <summary>What is registered in the metagraph.</summary>
/// <param name="Hotkey">Public key; not empty.</param>
/// <param name="Url">Base URL of the axon.</param>
/// <param name="Profile">What it serves.</param>
/// <param name="Stake">Its stake; 0 or more.</param>
/// <param name="Uid">Slot that it takes, from whoever has it; nothing for the smallest free one.</param>
public sealed record AxonRegistration(string Hotkey, Uri Url, AxonProfile Profile, double Stake = 0, int? Uid = null);
