namespace Bittensor.Storage;

/// <summary>Statistics and weight of every axon after every round, kept twice: by axon for one's course over the rounds, and by
/// round for a round's whole board. Either is one query of one partition.</summary>
/// <param name="clients">Where they are kept.</param>
public sealed class HistoryStore(StorageClients clients)
{
    /// <summary>Writes the rows of a round; the same ones again change nothing.</summary>
    /// <param name="rows">One row an axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(IReadOnlyCollection<HistoryRow> rows, CancellationToken cancellationToken)
    {
        var byRound = await clients.TableAsync(TableNames.Weights, cancellationToken);
        var byAxon = await clients.TableAsync(TableNames.ScoreHistory, cancellationToken);
        await Task.WhenAll(
            byRound.UpsertAllAsync(rows.Select(HistoryMapper.ToRoundEntity), cancellationToken),
            byAxon.UpsertAllAsync(rows.Select(HistoryMapper.ToAxonEntity), cancellationToken));
    }

    /// <summary>Removes the rows of a round. The ones by axon go first: the ones by round name them, so that whoever comes after an
    /// interruption knows what is left.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up; what is removed stays so.</param>
    public async Task RemoveAsync(RoundId round, CancellationToken cancellationToken)
    {
        var byRound = await clients.TableAsync(TableNames.Weights, cancellationToken);
        var byAxon = await clients.TableAsync(TableNames.ScoreHistory, cancellationToken);
        var rows = await byRound.ReadRowKeysAsync(round.ToString(), cancellationToken);
        await byAxon.DeleteAllAsync(rows.Select(row => HistoryMapper.KeyOf(UidKey.Parse(row), round)), cancellationToken);
        await byRound.DeleteAllAsync(rows.Select(row => (round.ToString(), row)), cancellationToken);
    }

    /// <summary>Rows of one axon, newest first.</summary>
    /// <param name="uid">Which axon.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="before">Only rounds older than this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<HistoryRow>> ListAsync(int uid, int limit, RoundId? before, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.ScoreHistory, cancellationToken);
        return await table.ReadAsync(HistoryMapper.FilterOf(uid, before), HistoryMapper.FromEntity, cancellationToken, limit: limit);
    }

    /// <summary>Rows of one round, by ascending uid.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="after">Only uids above this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<HistoryRow>> ListAsync(RoundId round, int limit, int? after, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Weights, cancellationToken);
        return await table.ReadAsync(HistoryMapper.FilterOf(round, after), HistoryMapper.FromEntity, cancellationToken, limit: limit);
    }
}
