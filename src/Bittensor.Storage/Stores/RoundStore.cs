using Azure;
using Azure.Data.Tables;
using Bittensor.Storage.Clients;
using Bittensor.Storage.Rows;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Stores;

/// <summary>The rounds, newest first in one partition.</summary>
/// <param name="clients">Where they are kept.</param>
internal sealed class RoundStore(StorageClients clients) : IRoundStore
{
    /// <summary>Writers that may come first before a change is given up: there are but two states to move to.</summary>
    private const int Attempts = 20;

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(Round round, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).TryAddAsync(RoundRow.ToEntity(round), cancellationToken);

    /// <inheritdoc/>
    public async Task<Round?> FindAsync(RoundId id, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        if (await table.FindAsync(RoundRow.Partition, RoundKey.NewestFirst(id), cancellationToken) is not { } entity)
        {
            return null;
        }

        return RoundRow.FromEntity(entity);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Round>> ListAsync(int limit, RoundId? before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RoundRow.Partition} and RowKey gt {RoundKey.NewestFirst(before)}");
        var table = await TableAsync(cancellationToken);
        return await table.ReadAsync(filter, RoundRow.FromEntity, cancellationToken, RoundRow.ListColumns, limit);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RoundId>> ListOldAsync(
        DateTimeOffset startedBefore, RoundId before, int limit, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RoundRow.Partition} and RowKey gt {RoundKey.NewestFirst(before)} and StartedAt lt {startedBefore}");
        var table = await TableAsync(cancellationToken);
        return await table.ReadAsync(
            filter, entity => RoundId.Parse(entity.GetString("RoundId")), cancellationToken, ["PartitionKey", "RowKey", "RoundId"], limit);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(RoundId id, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        await table.DeleteAllAsync([(RoundRow.Partition, RoundKey.NewestFirst(id))], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> AdvanceAsync(RoundId id, RoundState state, RoundSummary? summary, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindAsync(id, cancellationToken) is not { } round || round.State >= state)
            {
                return false;
            }

            var moved = RoundRow.ToEntity(round with { State = state, Summary = summary });
            if (await table.TryReplaceAsync(moved, new ETag(round.Version!), cancellationToken))
            {
                return true;
            }
        }

        throw new InvalidOperationException($"Round {id.Number} could not be moved to {state} in {Attempts} attempts.");
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) =>
        clients.TableAsync(TableNames.Rounds, cancellationToken);
}
