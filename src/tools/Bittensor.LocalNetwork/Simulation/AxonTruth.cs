namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Says what the simulation knows of one of its axons.</summary>
/// <param name="Index">Its number and uid.</param>
/// <param name="Behaviour">What it does.</param>
/// <param name="IsHonest">Whether its answers are its model's.</param>
/// <param name="Model">Number of its model.</param>
/// <param name="Loss">Loss of its model in the long run, in nats.</param>
internal sealed record AxonTruth(int Index, string Behaviour, bool IsHonest, int Model, double Loss);
