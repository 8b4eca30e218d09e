using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.History;

/// <summary>Keeps the statistics and weight of each axon after each round, by axon and by round.</summary>
public interface IHistoryStore
{
    /// <summary>Writes the rows of a round; the same ones again change nothing.</summary>
    /// <param name="rows">One row an axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task WriteAsync(IReadOnlyCollection<HistoryEntry> rows, CancellationToken cancellationToken);

    /// <summary>Removes the rows of a round. The ones by axon go first: the ones by round name them, so that whoever comes after an
    /// interruption knows what is left.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up; what is removed stays so.</param>
    Task RemoveAsync(RoundId round, CancellationToken cancellationToken);

    /// <summary>Rows of one axon, newest first.</summary>
    /// <param name="uid">Which axon.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="before">Only rounds older than this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<HistoryEntry>> ListAsync(int uid, int limit, RoundId? before, CancellationToken cancellationToken);

    /// <summary>Rows of one round, by ascending uid.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="after">Only uids above this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<HistoryEntry>> ListAsync(RoundId round, int limit, int? after, CancellationToken cancellationToken);
}
