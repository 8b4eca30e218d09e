using Bittensor.Protocol;

namespace Bittensor.Functions.Axon.Http;

/// <summary>A request that HTTP itself has a status for, before a synapse is known.</summary>
/// <param name="problem">What the caller is told.</param>
internal sealed class RefusedException(SynapseProblem problem) : Exception(problem.Message)
{
    /// <summary>What the caller is told.</summary>
    public SynapseProblem Problem { get; } = problem;
}
