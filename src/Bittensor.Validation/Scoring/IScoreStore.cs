namespace Bittensor.Validation.Scoring;

/// <summary>Keeps the latest statistics of each axon.</summary>
public interface IScoreStore
{
    /// <summary>All statistics, by ascending uid.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<AxonScore>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Writes rows, each only if it has not changed since it was read; 100 at a time all or none.</summary>
    /// <param name="rows">Rows that came from <see cref="ListAsync"/>, changed, or new ones.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether all were written; otherwise some may have been: read and decide again.</returns>
    Task<bool> TryWriteAsync(IEnumerable<AxonScore> rows, CancellationToken cancellationToken);
}
