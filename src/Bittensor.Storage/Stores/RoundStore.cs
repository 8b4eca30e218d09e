using Azure.Data.Tables;

namespace Bittensor.Storage;

/// <summary>The rounds, newest first in one partition.</summary>
/// <param name="clients">Where they are kept.</param>
public sealed class RoundStore(StorageClients clients)
{
    /// <summary>Writers that may come first before a change is given up: there are but two states to move to.</summary>
    private const int Attempts = 20;

    /// <summary>Stores a round unless it is there already.</summary>
    /// <param name="round">The round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was stored.</returns>
    public async Task<bool> TryAddAsync(RoundRow round, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).TryAddAsync(RoundMapper.ToEntity(round), cancellationToken);

    /// <summary>One round with its tasks, or nothing.</summary>
    /// <param name="id">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RoundRow?> FindAsync(RoundId id, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).FindAsync(RoundMapper.Partition, id.NewestFirst, cancellationToken) is { } entity
            ? RoundMapper.FromEntity(entity)
            : null;

    /// <summary>The newest rounds without their tasks, newest first.</summary>
    /// <param name="limit">Rounds at most.</param>
    /// <param name="before">Only rounds older than this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<RoundRow>> ListAsync(int limit, RoundId? before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RoundMapper.Partition} and RowKey gt {before?.NewestFirst ?? ""}");
        var table = await TableAsync(cancellationToken);
        return await table.ReadAsync(filter, RoundMapper.FromEntity, cancellationToken, RoundMapper.ListColumns, limit);
    }

    /// <summary>Rounds that were started before a time, newest first.</summary>
    /// <param name="startedBefore">The time.</param>
    /// <param name="before">Only rounds older than this one.</param>
    /// <param name="limit">Rounds at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<RoundId>> ListOldAsync(
        DateTimeOffset startedBefore, RoundId before, int limit, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RoundMapper.Partition} and RowKey gt {before.NewestFirst} and StartedAt lt {startedBefore}");
        var table = await TableAsync(cancellationToken);
        return await table.ReadAsync(
            filter, entity => RoundId.Parse(entity.GetString("RoundId")), cancellationToken, ["PartitionKey", "RowKey", "RoundId"], limit);
    }

    /// <summary>Removes a round; one that is gone already stays so.</summary>
    /// <param name="id">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RemoveAsync(RoundId id, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        await table.DeleteAllAsync([(RoundMapper.Partition, id.NewestFirst)], cancellationToken);
    }

    /// <summary>Moves a round on to a later state.</summary>
    /// <param name="id">Which round.</param>
    /// <param name="state">Its new state; a round that is there or further already stays as it is.</param>
    /// <param name="summary">What came of it, when it is closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether this call moved it.</returns>
    /// <exception cref="InvalidOperationException">Storage refused every attempt, yet the round is where it was.</exception>
    public async Task<bool> AdvanceAsync(RoundId id, RoundState state, RoundSummary? summary, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindAsync(id, cancellationToken) is not { } round || round.State >= state)
            {
                return false;
            }

            var moved = RoundMapper.ToEntity(round with { State = state, Summary = summary });
            if (await table.TryReplaceAsync(moved, round.ETag, cancellationToken))
            {
                return true;
            }
        }

        throw new InvalidOperationException($"Round {id.Number} could not be moved to {state} in {Attempts} attempts.");
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) =>
        clients.TableAsync(TableNames.Rounds, cancellationToken);
}
