using Azure.Data.Tables;
using Bittensor.Storage.Clients;
using Bittensor.Storage.Rows;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Stores;

/// <summary>What axons answered: a partition a round, a row an axon, written once.</summary>
/// <param name="clients">Where they are kept.</param>
internal sealed class ResultStore(StorageClients clients) : IResultStore
{
    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(AxonResult response, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).TryAddAsync(ResultRow.ToEntity(response), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(RoundId round, int uid, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).FindAsync(round.ToString(), UidKey.Of(uid), cancellationToken) is not null;

    /// <inheritdoc/>
    public async Task<IReadOnlySet<int>> UidsAsync(RoundId round, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var uids = await table.ReadAsync(
            FilterOf(round), entity => UidKey.Parse(entity.RowKey), cancellationToken, ["PartitionKey", "RowKey"]);
        return uids.ToHashSet();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AxonResult>> ListAsync(RoundId round, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).ReadAsync(FilterOf(round), ResultRow.FromEntity, cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveAsync(RoundId round, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var rows = await table.ReadRowKeysAsync(round.ToString(), cancellationToken);
        await table.DeleteAllAsync(rows.Select(row => (round.ToString(), row)), cancellationToken);
    }

    private static string FilterOf(RoundId round) => TableClient.CreateQueryFilter($"PartitionKey eq {round.ToString()}");

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) =>
        clients.TableAsync(TableNames.Responses, cancellationToken);
}
