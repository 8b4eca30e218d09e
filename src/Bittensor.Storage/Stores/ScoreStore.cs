using Azure;
using Azure.Data.Tables;
using Bittensor.Storage.Clients;
using Bittensor.Storage.Rows;
using Bittensor.Validation.Scoring;

namespace Bittensor.Storage.Stores;

/// <summary>Latest statistics of every axon, in one partition.</summary>
/// <param name="clients">Where they are kept.</param>
internal sealed class ScoreStore(StorageClients clients) : IScoreStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<AxonScore>> ListAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ScoreRow.Partition}");
        return await (await TableAsync(cancellationToken)).ReadAsync(filter, ScoreRow.FromEntity, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> TryWriteAsync(IEnumerable<AxonScore> rows, CancellationToken cancellationToken)
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

    private static TableTransactionAction ToAction(AxonScore row)
    {
        if (row.Version is null)
        {
            return new(TableTransactionActionType.Add, ScoreRow.ToEntity(row));
        }

        return new(TableTransactionActionType.UpdateReplace, ScoreRow.ToEntity(row), new ETag(row.Version));
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) =>
        clients.TableAsync(TableNames.Scores, cancellationToken);
}
