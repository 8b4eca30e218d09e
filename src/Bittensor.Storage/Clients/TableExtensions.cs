using System.Net;
using Azure;
using Azure.Data.Tables;

namespace Bittensor.Storage.Clients;

/// <summary>Table operations that say whether they had their effect, instead of throwing where another writer came
/// first.</summary>
internal static class TableExtensions
{
    /// <summary>Rows that one transaction may write.</summary>
    public const int TransactionLimit = 100;

    /// <summary>Transactions of different rows that are in flight together.</summary>
    private const int Parallelism = 8;

    /// <summary>Inserts a row unless there is one with its key.</summary>
    /// <returns>Whether it was inserted; false where there is one, which may come from this very call: its answer was lost and
    /// the call sent again.</returns>
    /// <exception cref="RequestFailedException">Storage fails, or speaks of a conflict where there is no row: no outcome at
    /// all.</exception>
    public static async Task<bool> TryAddAsync(this TableClient table, TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == (int)HttpStatusCode.Conflict)
        {
            if (await table.FindAsync(entity.PartitionKey, entity.RowKey, cancellationToken) is null)
            {
                throw;
            }

            return false;
        }
    }

    /// <summary>Replaces a row unless it was changed since it was read.</summary>
    /// <returns>Whether it was replaced.</returns>
    public static async Task<bool> TryReplaceAsync(
        this TableClient table, TableEntity entity, ETag etag, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (IsRace(e))
        {
            return false;
        }
    }

    /// <summary>Runs one transaction.</summary>
    /// <returns>Whether it had its effect; otherwise another writer came first and none of it happened.</returns>
    public static async Task<bool> TrySubmitAsync(
        this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (IsRace(e))
        {
            return false;
        }
    }

    /// <summary>How transactions of different rows run together.</summary>
    public static ParallelOptions InParallel(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };

    /// <summary>Writes rows over whatever is there, 100 of a partition in one transaction.</summary>
    public static Task UpsertAllAsync(
        this TableClient table, IEnumerable<TableEntity> entities, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            entities.GroupBy(entity => entity.PartitionKey).SelectMany(partition => partition.Chunk(TransactionLimit)),
            InParallel(cancellationToken),
            async (chunk, token) => await table.SubmitTransactionAsync(
                chunk.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)), token));

    /// <summary>Deletes rows, 100 of a partition in one transaction; those that are gone already stay so.</summary>
    public static Task DeleteAllAsync(
        this TableClient table, IEnumerable<(string Partition, string Row)> keys, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            keys.GroupBy(key => key.Partition).SelectMany(partition => partition.Chunk(TransactionLimit)),
            InParallel(cancellationToken),
            async (chunk, token) =>
            {
                if (!await table.TrySubmitAsync(chunk.Select(key => ToDelete(key.Partition, key.Row)), token))
                {
                    await table.DeleteEachAsync(chunk, token);
                }
            });

    /// <summary>Row keys of a partition.</summary>
    public static Task<List<string>> ReadRowKeysAsync(this TableClient table, string partition, CancellationToken cancellationToken) =>
        table.ReadAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"),
            entity => entity.RowKey,
            cancellationToken,
            ["PartitionKey", "RowKey"]);

    /// <summary>Reads one row, or nothing.</summary>
    public static async Task<TableEntity?> FindAsync(
        this TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Reads a partition, page by page.</summary>
    public static async Task<List<T>> ReadAsync<T>(
        this TableClient table,
        string filter,
        Func<TableEntity, T> read,
        CancellationToken cancellationToken,
        IEnumerable<string>? select = null,
        int limit = int.MaxValue)
    {
        var rows = new List<T>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, Math.Min(limit, 1000), select, cancellationToken))
        {
            rows.Add(read(entity));
            if (rows.Count == limit)
            {
                break;
            }
        }

        return rows;
    }

    /// <summary>A transaction fails as a whole where one of its rows is gone.</summary>
    private static async Task DeleteEachAsync(
        this TableClient table, (string Partition, string Row)[] keys, CancellationToken cancellationToken)
    {
        foreach (var (partition, row) in keys)
        {
            await table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);
        }
    }

    private static TableTransactionAction ToDelete(string partition, string row) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, row), ETag.All);

    private static bool IsRace(RequestFailedException e) =>
        e.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed or (int)HttpStatusCode.NotFound;
}
