using Bittensor.LocalNetwork.Azurite;

namespace Bittensor.Testing;

/// <summary>Proxies before the queues and tables of an Azurite.</summary>
public sealed class FaultyStorage : IAsyncDisposable
{
    private readonly AzuriteProcess _azurite;
    private readonly FaultProxy _queues, _tables;

    private FaultyStorage(AzuriteProcess azurite, FaultProxy queues, FaultProxy tables) =>
        (_azurite, _queues, _tables) = (azurite, queues, tables);

    /// <summary>Connection string that leads through the proxies.</summary>
    public string ConnectionString => _azurite.ConnectionString
        .Replace($"{_azurite.QueueUri}", $"{_queues.Address}", StringComparison.Ordinal)
        .Replace($"{_azurite.TableUri}", $"{_tables.Address}", StringComparison.Ordinal);

    /// <summary>Starts both.</summary>
    /// <param name="azurite">The storage.</param>
    /// <param name="queues">Chooses what happens to a request to the queues, from its method and path.</param>
    /// <param name="tables">Chooses what happens to a request to the tables, from its method and path.</param>
    public static async Task<FaultyStorage> StartAsync(
        AzuriteProcess azurite, Func<string, string, Fault> queues, Func<string, string, Fault> tables)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        return new(azurite, await FaultProxy.StartAsync(azurite.QueueUri, queues), await FaultProxy.StartAsync(azurite.TableUri, tables));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _queues.DisposeAsync();
        await _tables.DisposeAsync();
    }
}
