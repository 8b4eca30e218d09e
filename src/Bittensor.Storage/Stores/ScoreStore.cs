using Azure.Data.Tables;

namespace Bittensor.Storage;

/// <summary>Latest statistics of every axon, in one partition.</summary>
/// <param name="clients">Where they are kept.</param>
public sealed class ScoreStore(StorageClients clients)
{
    /// <summary>All statistics, by ascending uid.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ScoreRow>> ListAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ScoreMapper.Partition}");
        return await (await TableAsync(cancellationToken)).ReadAsync(filter, ScoreMapper.FromEntity, cancellationToken);
    }

    /// <summary>Writes rows, each only if it has not changed since it was read; 100 at a time all or none.</summary>
    /// <param name="rows">Rows that came from <see cref="ListAsync"/>, changed, or new ones.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether all were written; otherwise some may have been: read and decide again.</returns>
    public async Task<bool> TryWriteAsync(IEnumerable<ScoreRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var table = await TableAsync(cancellationToken);
        var lost = 0;
        await Parallel.ForEachAsync(rows.Chunk(TableExtensions.TransactionLimit), TableExtensions.InParallel(cancellationToken), async (chunk, token) =>
        {
            Interlocked.Add(ref lost, await table.TrySubmitAsync(chunk.Select(ToAction), token) ? 0 : 1);
        });
        return lost == 0;
    }

    private static TableTransactionAction ToAction(ScoreRow row) => row.ETag == default
        ? new(TableTransactionActionType.Add, ScoreMapper.ToEntity(row))
        : new(TableTransactionActionType.UpdateReplace, ScoreMapper.ToEntity(row), row.ETag);

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) =>
        clients.TableAsync(TableNames.Scores, cancellationToken);
}
