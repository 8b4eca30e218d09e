using Azure.Data.Tables;

namespace Bittensor.Storage;

/// <summary>The registry of neurons.</summary>
/// <param name="clients">Where it is kept.</param>
/// <param name="clock">Dates registrations.</param>
public sealed class MetagraphStore(StorageClients clients, TimeProvider clock)
{
    /// <summary>Uids there are, 0 to 65535: as many as the published weights can name.</summary>
    public const int Capacity = ushort.MaxValue + 1;

    private const int Attempts = 20;

    /// <summary>Axons of one transaction: each has two rows.</summary>
    private const int AxonsATransaction = TableExtensions.TransactionLimit / 2;

    /// <summary>All axons, by ascending uid.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<AxonRow>> ListAsync(CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Metagraph, cancellationToken);
        return await table.ReadAsync(AxonMapper.AxonFilter, AxonMapper.FromEntity, cancellationToken);
    }

    /// <summary>One axon, or nothing.</summary>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AxonRow?> FindAsync(int uid, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Metagraph, cancellationToken);
        var entity = await table.FindAsync(AxonMapper.Partition, AxonMapper.RowKey(uid), cancellationToken);
        return entity is null ? null : AxonMapper.FromEntity(entity);
    }

    /// <summary>Registers an axon. A hotkey that is there already keeps its uid; a new one gets the smallest that is
    /// free.</summary>
    /// <param name="registration">What is registered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row as it is now.</returns>
    /// <exception cref="MetagraphException">No uid is free, or the hotkey has another uid than the one asked for.</exception>
    public async Task<AxonRow> RegisterAsync(AxonRegistration registration, CancellationToken cancellationToken)
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

    /// <summary>Registers many new axons, 50 in a transaction; one by one, each would read the whole metagraph.</summary>
    /// <param name="registrations">What is registered, each with a uid.</param>
    /// <param name="cancellationToken">Gives up; what is written stays.</param>
    /// <exception cref="ArgumentException">One has no uid.</exception>
    /// <exception cref="MetagraphException">A uid or hotkey is taken.</exception>
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

    /// <summary>Removes an axon; its scores and history stay.</summary>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The axon that was removed, or nothing if there was none.</returns>
    public async Task<AxonRow?> RemoveAsync(int uid, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Metagraph, cancellationToken);
        while (await FindAsync(uid, cancellationToken) is { } row)
        {
            List<TableTransactionAction> both = [Delete(AxonMapper.ToEntity(row), row.ETag), Delete(AxonMapper.Pointer(row.Hotkey, uid))];
            if (await table.TrySubmitAsync(both, cancellationToken))
            {
                return row;
            }
        }

        return null;
    }

    private static (AxonRow Row, List<TableTransactionAction> Actions) Plan(
        AxonRegistration wanted, IReadOnlyList<AxonRow> axons, DateTimeOffset now)
    {
        var known = axons.FirstOrDefault(axon => axon.Hotkey == wanted.Hotkey);
        if (known is not null)
        {
            return wanted.Uid is { } other && other != known.Uid
                ? throw new MetagraphException($"Hotkey {wanted.Hotkey} has uid {known.Uid}; remove it there before it gets uid {other}.")
                : Replace(known, ToRow(wanted, known.Uid, known.RegisteredAt, now), []);
        }

        var row = ToRow(wanted, wanted.Uid ?? FirstFree(axons), now, now);
        return axons.FirstOrDefault(axon => axon.Uid == row.Uid) is { } occupant
            ? Replace(occupant, row, [AddPointer(row), Delete(AxonMapper.Pointer(occupant.Hotkey, occupant.Uid))])
            : (row, Add(row));
    }

    private static List<TableTransactionAction> Add(AxonRow row) =>
        [new(TableTransactionActionType.Add, AxonMapper.ToEntity(row)), AddPointer(row)];

    private static TableTransactionAction AddPointer(AxonRow row) =>
        new(TableTransactionActionType.Add, AxonMapper.Pointer(row.Hotkey, row.Uid));

    private static ArgumentException WithoutUid(AxonRegistration wanted) =>
        new($"The registration of {wanted.Hotkey} names no uid.", nameof(wanted));

    private static (AxonRow Row, List<TableTransactionAction> Actions) Replace(
        AxonRow old, AxonRow row, List<TableTransactionAction> others) =>
        (row, [new(TableTransactionActionType.UpdateReplace, AxonMapper.ToEntity(row), old.ETag), .. others]);

    private static AxonRow ToRow(AxonRegistration wanted, int uid, DateTimeOffset registeredAt, DateTimeOffset now) =>
        new(uid, wanted.Hotkey, wanted.Url, wanted.Profile, wanted.Stake, registeredAt, now);

    private static TableTransactionAction Delete(TableEntity entity, Azure.ETag etag = default) =>
        new(TableTransactionActionType.Delete, entity, etag == default ? Azure.ETag.All : etag);

    private static int FirstFree(IReadOnlyList<AxonRow> axons)
    {
        var free = 0;
        while (free < axons.Count && axons[free].Uid == free)
        {
            free++;
        }

        return free < Capacity ? free : throw new MetagraphException($"All {Capacity} uids are taken.");
    }
}
