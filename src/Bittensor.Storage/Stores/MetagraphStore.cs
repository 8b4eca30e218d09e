using Azure;
using Azure.Data.Tables;
using Bittensor.Storage.Clients;
using Bittensor.Storage.Rows;
using Bittensor.Validation.Metagraph;

namespace Bittensor.Storage.Stores;

/// <summary>The registry of neurons.</summary>
/// <param name="clients">Where it is kept.</param>
/// <param name="clock">Dates registrations.</param>
internal sealed class MetagraphStore(StorageClients clients, TimeProvider clock) : IMetagraphStore
{
    private const int Attempts = 20;

    /// <summary>Axons of one transaction: each has two rows.</summary>
    private const int AxonsATransaction = TableExtensions.TransactionLimit / 2;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RegisteredAxon>> ListAsync(CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Metagraph, cancellationToken);
        return await table.ReadAsync(AxonRow.AxonFilter, AxonRow.FromEntity, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RegisteredAxon?> FindAsync(int uid, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Metagraph, cancellationToken);
        var entity = await table.FindAsync(AxonRow.Partition, AxonRow.RowKey(uid), cancellationToken);
        return entity is null ? null : AxonRow.FromEntity(entity);
    }

    /// <inheritdoc/>
    public async Task<RegisteredAxon> RegisterAsync(AxonRegistration registration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var table = await clients.TableAsync(TableNames.Metagraph, cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (row, actions) = Plan(registration, await ListAsync(cancellationToken), clock.GetUtcNow());
            if (await table.TrySubmitAsync(actions, cancellationToken))
            {
                return row;
            }
        }

        throw new MetagraphException($"Registering {registration.Hotkey} was overtaken {Attempts} times by other registrations.");
    }

    /// <inheritdoc/>
    public async Task AddAllAsync(IEnumerable<AxonRegistration> registrations, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Metagraph, cancellationToken);
        var now = clock.GetUtcNow();
        var parallel = TableExtensions.InParallel(cancellationToken);
        await Parallel.ForEachAsync(registrations.Chunk(AxonsATransaction), parallel, async (chunk, token) =>
        {
            var rows = chunk.Select(wanted => ToRow(wanted, wanted.Uid ?? throw WithoutUid(wanted), now, now));
            if (!await table.TrySubmitAsync(rows.SelectMany(Add), token))
            {
                throw new MetagraphException($"Of the uids {chunk[0].Uid} to {chunk[^1].Uid} or their hotkeys at least one is taken.");
            }
        });
    }

    /// <inheritdoc/>
    public async Task<RegisteredAxon?> RemoveAsync(int uid, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Metagraph, cancellationToken);
        while (await FindAsync(uid, cancellationToken) is { } row)
        {
            List<TableTransactionAction> both = [Delete(AxonRow.ToEntity(row), ToETag(row)), Delete(AxonRow.Pointer(row.Hotkey, uid))];
            if (await table.TrySubmitAsync(both, cancellationToken))
            {
                return row;
            }
        }

        return null;
    }

    private static (RegisteredAxon Row, List<TableTransactionAction> Actions) Plan(
        AxonRegistration wanted, IReadOnlyList<RegisteredAxon> axons, DateTimeOffset now)
    {
        var known = axons.FirstOrDefault(axon => axon.Hotkey == wanted.Hotkey);
        if (known is not null)
        {
            if (wanted.Uid is { } other && other != known.Uid)
            {
                throw new MetagraphException($"Hotkey {wanted.Hotkey} has uid {known.Uid}; remove it there before it gets uid {other}.");
            }

            return Replace(known, ToRow(wanted, known.Uid, known.RegisteredAt, now), []);
        }

        var row = ToRow(wanted, wanted.Uid ?? FirstFree(axons), now, now);
        if (axons.FirstOrDefault(axon => axon.Uid == row.Uid) is { } occupant)
        {
            return Replace(occupant, row, [AddPointer(row), Delete(AxonRow.Pointer(occupant.Hotkey, occupant.Uid))]);
        }

        return (row, Add(row));
    }

    private static List<TableTransactionAction> Add(RegisteredAxon row) =>
        [new(TableTransactionActionType.Add, AxonRow.ToEntity(row)), AddPointer(row)];

    private static TableTransactionAction AddPointer(RegisteredAxon row) =>
        new(TableTransactionActionType.Add, AxonRow.Pointer(row.Hotkey, row.Uid));

    private static ArgumentException WithoutUid(AxonRegistration wanted) =>
        new($"The registration of {wanted.Hotkey} names no uid.", nameof(wanted));

    private static (RegisteredAxon Row, List<TableTransactionAction> Actions) Replace(
        RegisteredAxon old, RegisteredAxon row, List<TableTransactionAction> others) =>
        (row, [new(TableTransactionActionType.UpdateReplace, AxonRow.ToEntity(row), ToETag(old)), .. others]);

    private static RegisteredAxon ToRow(AxonRegistration wanted, int uid, DateTimeOffset registeredAt, DateTimeOffset now) =>
        new(uid, wanted.Hotkey, wanted.Url, wanted.Profile, wanted.Stake, registeredAt, now);

    private static TableTransactionAction Delete(TableEntity entity, ETag etag = default) =>
        new(TableTransactionActionType.Delete, entity, etag == default ? ETag.All : etag);

    private static ETag ToETag(RegisteredAxon axon) => new(axon.Version!);

    private static int FirstFree(IReadOnlyList<RegisteredAxon> axons)
    {
        var free = 0;
        while (free < axons.Count && axons[free].Uid == free)
        {
            free++;
        }

        if (free == IMetagraphStore.Capacity)
        {
            throw new MetagraphException($"All {IMetagraphStore.Capacity} uids are taken.");
        }

        return free;
    }
}
