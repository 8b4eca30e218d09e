namespace Bittensor.Storage;

/// <summary>Statistics of every axon after every round.</summary>
/// <param name="clients">Where they are kept.</param>
public sealed class HistoryStore(StorageClients clients)
{
    /// <summary>Writes the rows of a round; the same ones again change nothing.</summary>
    /// <param name="rows">One row an axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(IEnumerable<HistoryRow> rows, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.ScoreHistory, cancellationToken);
        await table.UpsertAllAsync(rows.Select(HistoryMapper.ToEntity), cancellationToken);
    }

    /// <summary>Rows of one axon, newest first.</summary>
    /// <param name="uid">Which axon.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<HistoryRow>> ListAsync(int uid, int limit, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.ScoreHistory, cancellationToken);
        return await table.ReadAsync(HistoryMapper.FilterOf(uid), HistoryMapper.FromEntity, cancellationToken, limit: limit);
    }
}
