using Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

namespace Bittensor.LocalNetwork.SimulatedAxons.Population;

/// <summary>One simulated axon.</summary>
/// <param name="Index">Its number, 0 or more, which is also its uid.</param>
/// <param name="Behaviour">What it does with its answers.</param>
/// <param name="Model">Number of its model: axons of one model give the same answers.</param>
/// <param name="Loss">Loss that its model has in the long run, in nats.</param>
/// <param name="Latency">Time it takes to answer.</param>
public sealed record SimulatedAxon(int Index, IBehaviour Behaviour, int Model, double Loss, TimeSpan Latency);
