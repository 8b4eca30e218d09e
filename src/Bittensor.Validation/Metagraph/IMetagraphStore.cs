namespace Bittensor.Validation.Metagraph;

/// <summary>Keeps the registered axons.</summary>
public interface IMetagraphStore
{
    /// <summary>Number of uids, 0 to 65535: as many as the published weights can name.</summary>
    const int Capacity = ushort.MaxValue + 1;

    /// <summary>All axons, by ascending uid.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<RegisteredAxon>> ListAsync(CancellationToken cancellationToken);

    /// <summary>One axon, or nothing.</summary>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<RegisteredAxon?> FindAsync(int uid, CancellationToken cancellationToken);

    /// <summary>Registers an axon. A hotkey that is there already keeps its uid; a new one gets the smallest that is
    /// free.</summary>
    /// <param name="registration">What is registered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row as it is now.</returns>
    /// <exception cref="MetagraphException">No uid is free, or the hotkey has another uid than the one asked for.</exception>
    Task<RegisteredAxon> RegisterAsync(AxonRegistration registration, CancellationToken cancellationToken);

    /// <summary>Registers many new axons, 50 in a transaction; one by one, each would read the whole metagraph.</summary>
    /// <param name="registrations">What is registered, each with a uid.</param>
    /// <param name="cancellationToken">Gives up; what is written stays.</param>
    /// <exception cref="ArgumentException">One has no uid.</exception>
    /// <exception cref="MetagraphException">A uid or hotkey is taken.</exception>
    Task AddAllAsync(IEnumerable<AxonRegistration> registrations, CancellationToken cancellationToken);

    /// <summary>Removes an axon; its scores and history stay.</summary>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The axon that was removed, or nothing if there was none.</returns>
    Task<RegisteredAxon?> RemoveAsync(int uid, CancellationToken cancellationToken);
}
