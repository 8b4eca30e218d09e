using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.Weights;

/// <summary>Reads the published weights of a round.</summary>
public interface IWeightStore
{
    /// <summary>Weights of a round above 0, by ascending uid.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<AxonWeight>> ListAsync(RoundId round, CancellationToken cancellationToken);
}
