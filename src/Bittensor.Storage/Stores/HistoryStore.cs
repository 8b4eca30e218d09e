using Bittensor.Storage.Clients;
using Bittensor.Storage.Rows;
using Bittensor.Validation.History;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Stores;

/// <summary>Statistics and weight of every axon after every round, kept twice: by axon for one's course over the rounds, and by
/// round for a round's whole board. Either is one query of one partition.</summary>
/// <param name="clients">Where they are kept.</param>
internal sealed class HistoryStore(StorageClients clients) : IHistoryStore
{
    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyCollection<HistoryEntry> rows, CancellationToken cancellationToken)
    {
        var byRound = await clients.TableAsync(TableNames.Weights, cancellationToken);
        var byAxon = await clients.TableAsync(TableNames.ScoreHistory, cancellationToken);
        await Task.WhenAll(
            byRound.UpsertAllAsync(rows.Select(HistoryRow.ToRoundEntity), cancellationToken),
            byAxon.UpsertAllAsync(rows.Select(HistoryRow.ToAxonEntity), cancellationToken));
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(RoundId round, CancellationToken cancellationToken)
    {
        var byRound = await clients.TableAsync(TableNames.Weights, cancellationToken);
        var byAxon = await clients.TableAsync(TableNames.ScoreHistory, cancellationToken);
        var rows = await byRound.ReadRowKeysAsync(round.ToString(), cancellationToken);
        await byAxon.DeleteAllAsync(rows.Select(row => HistoryRow.KeyOf(UidKey.Parse(row), round)), cancellationToken);
        await byRound.DeleteAllAsync(rows.Select(row => (round.ToString(), row)), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEntry>> ListAsync(int uid, int limit, RoundId? before, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.ScoreHistory, cancellationToken);
        return await table.ReadAsync(HistoryRow.FilterOf(uid, before), HistoryRow.FromEntity, cancellationToken, limit: limit);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEntry>> ListAsync(RoundId round, int limit, int? after, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Weights, cancellationToken);
        return await table.ReadAsync(HistoryRow.FilterOf(round, after), HistoryRow.FromEntity, cancellationToken, limit: limit);
    }
}
