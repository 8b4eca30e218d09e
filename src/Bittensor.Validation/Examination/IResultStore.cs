using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.Examination;

/// <summary>Keeps the result of each axon in each round; a result is written once.</summary>
public interface IResultStore
{
    /// <summary>Stores a response; the first one of an axon stays.</summary>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether this was the first one.</returns>
    Task<bool> TryAddAsync(AxonResult response, CancellationToken cancellationToken);

    /// <summary>Whether there is a response of an axon.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> ExistsAsync(RoundId round, int uid, CancellationToken cancellationToken);

    /// <summary>Uids whose response is there.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlySet<int>> UidsAsync(RoundId round, CancellationToken cancellationToken);

    /// <summary>All responses of a round, by ascending uid.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<AxonResult>> ListAsync(RoundId round, CancellationToken cancellationToken);

    /// <summary>Removes the responses of a round.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up; what is removed stays so.</param>
    Task RemoveAsync(RoundId round, CancellationToken cancellationToken);
}
