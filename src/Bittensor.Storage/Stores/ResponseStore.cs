using Azure.Data.Tables;

namespace Bittensor.Storage;

/// <summary>What axons answered: a partition a round, a row an axon, written once.</summary>
/// <param name="clients">Where they are kept.</param>
public sealed class ResponseStore(StorageClients clients)
{
    /// <summary>Stores a response; the first one of an axon stays.</summary>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether this was the first one.</returns>
    public async Task<bool> TryAddAsync(ResponseRow response, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).TryAddAsync(ResponseMapper.ToEntity(response), cancellationToken);

    /// <summary>Whether there is a response of an axon.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> ExistsAsync(RoundId round, int uid, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).FindAsync(round.ToString(), UidKey.Of(uid), cancellationToken) is not null;

    /// <summary>Uids whose response is there.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlySet<int>> UidsAsync(RoundId round, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var uids = await table.ReadAsync(
            FilterOf(round), entity => UidKey.Parse(entity.RowKey), cancellationToken, ["PartitionKey", "RowKey"]);
        return uids.ToHashSet();
    }

    /// <summary>All responses of a round, by ascending uid.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ResponseRow>> ListAsync(RoundId round, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).ReadAsync(FilterOf(round), ResponseMapper.FromEntity, cancellationToken);

    /// <summary>Removes the responses of a round.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up; what is removed stays so.</param>
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
