namespace Bittensor.LocalNetwork.SimulatedAxons.Answers;

/// <summary>One item of a batch, as the simulated models see it.</summary>
/// <param name="First">Token that really follows.</param>
/// <param name="Second">Token after that.</param>
/// <param name="Difficulty">What every model loses more on it than on the average task, in nats.</param>
public sealed record SimulatedTask(int First, int Second, double Difficulty);
