using System.Collections.Concurrent;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Support;

/// <summary>The product's apps under each host: an axon with the smallest sample model, and a validator that asks it.</summary>
public sealed class ProductHosts : IAsyncLifetime
{
    /// <summary>Bytes that a body may have at the axon: more than a web server takes by default.</summary>
    public const int BodyLimit = 40_000_000;

    /// <summary>Lets the tests change the validator's network.</summary>
    public const string AdminKey = "admin-key-of-the-contract";

    private readonly AzuriteFixture _azurite = new();
    private readonly ConcurrentDictionary<HostKind, Lazy<Task<RunningHost>>> _axons = new();
    private readonly ConcurrentBag<IAsyncDisposable> _running = [];

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    /// <summary>The axon.</summary>
    public Task<RunningHost> AxonAsync(HostKind kind) => _axons.GetOrAdd(kind, _ => new(() => StartAxonAsync(kind))).Value;

    /// <summary>A validator with a storage of its own, since its tables and queues have fixed names.</summary>
    public async Task<RunningHost> StartValidatorAsync(HostKind kind)
    {
        var storage = new AzuriteFixture();
        _running.Add(storage);
        await storage.InitializeAsync();
        return await StartAsync(kind, AppPaths.Validator, storage.ConnectionString, new()
        {
            ["RoundSchedule"] = "*/5 * * * * *",
            ["Tasks__Folder"] = SampleModels.SampleModels.HeldOutTextFolder,
            ["Validator__AdminKey"] = AdminKey,
            ["Round__Tasks"] = "4",
            ["Round__NextTopK"] = "64",
            ["Round__AnswerTimeout"] = "00:01:30",
        });
    }

    /// <summary>Ends the hosts, the newest first, and then the storage.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var running in _running.OrderBy(running => running is AzuriteFixture))
        {
            await running.DisposeAsync();
        }

        await _azurite.DisposeAsync();
    }

    private Task<RunningHost> StartAxonAsync(HostKind kind) => StartAsync(kind, AppPaths.Axon, _azurite.ConnectionString, new()
    {
        ["Model__Folder"] = SampleModels.SampleModels.Folder("nano"),
        ["Model__ExecutionProvider"] = "Cpu",
        ["Model__Threads"] = "1",
        ["Axon__MaxBodyBytes"] = $"{BodyLimit}",
    });

    private async Task<RunningHost> StartAsync(HostKind kind, string folder, string storage, Dictionary<string, string> settings)
    {
        settings["AzureWebJobsStorage"] = storage;
        settings["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        settings["AzureFunctionsWebHost__hostid"] = UniqueName.Create("product");
        settings["AzureWebJobsDisableHomepage"] = "true";
        var host = await RunningHost.StartAsync(kind, folder, settings, "health");
        _running.Add(host);
        return host;
    }
}
