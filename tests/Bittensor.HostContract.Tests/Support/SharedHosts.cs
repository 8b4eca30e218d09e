using System.Collections.Concurrent;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Support;

/// <summary>One storage for all tests, and one running host of each kind for those that do not end it.</summary>
public sealed class SharedHosts : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private readonly ConcurrentDictionary<HostKind, Lazy<Task<(Contract Contract, RunningHost Host)>>> _hosts = new();

    /// <summary>Connection string of the storage.</summary>
    public string Storage => _azurite.ConnectionString;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    /// <summary>Starts the host, or gives the one that runs.</summary>
    public Task<(Contract Contract, RunningHost Host)> GetAsync(HostKind kind) =>
        _hosts.GetOrAdd(kind, _ => new(() => StartAsync(kind))).Value;

    /// <summary>An app with a storage of its own, for tests that end hosts.</summary>
    public Contract Create(HostKind kind) => new(kind, Storage);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.Values)
        {
            await (await host.Value).Contract.DisposeAsync();
        }

        await _azurite.DisposeAsync();
    }

    private async Task<(Contract Contract, RunningHost Host)> StartAsync(HostKind kind)
    {
        var contract = Create(kind);
        return (contract, await contract.StartAsync());
    }
}
