using Bittensor.Client;
using Bittensor.LocalHost.Launching;
using Bittensor.LocalNetwork;
using Bittensor.LocalNetwork.Azurite;
using Bittensor.LocalNetwork.Simulation;

namespace Bittensor.EndToEnd.Tests;

/// <summary>Storage and simulated axons of a test, for validator processes that come and go.</summary>
internal sealed class SimulatedBench : IAsyncDisposable
{
    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("simulated-");
    private readonly HttpClient _http = new();
    private readonly Launcher _axons;
    private int _validators;

    private SimulatedBench(AzuriteProcess azurite)
    {
        Azurite = azurite;
        _axons = new(_http, _logs);
    }

    public AzuriteProcess Azurite { get; }

    /// <summary>The truth about the axons, by uid.</summary>
    public IReadOnlyList<AxonTruth> Axons { get; private set; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts storage and axons, and registers them.</summary>
    public static async Task<SimulatedBench> StartAsync(int axons)
    {
        var bench = new SimulatedBench(await AzuriteProcess.StartAsync(new(), Token));
        var address = await bench._axons.StartSimulatedAxonsAsync(SimulationSettings.Axons(axons), Token);
        bench.Axons = await SimulatedMetagraph.ReadAsync(bench._http, address, Token);
        await SimulatedMetagraph.RegisterAsync(bench.Azurite.ConnectionString, address, bench.Axons, Token);
        return bench;
    }

    /// <summary>Lets no axon answer until <see cref="Resume"/>.</summary>
    public void Suspend() => Suspension.Suspend(_axons.SimulatedAxons.Id);

    /// <summary>Lets them go on.</summary>
    public void Resume() => Suspension.Resume(_axons.SimulatedAxons.Id);

    /// <summary>Starts a validator process whose rounds begin every second.</summary>
    /// <param name="storage">Connection string, where it is not Azurite's own.</param>
    /// <param name="changes">Settings that the test wants otherwise.</param>
    public AppProcess StartValidator(string? storage = null, params ReadOnlySpan<(string Name, string Value)> changes)
    {
        var settings = SimulationSettings.Validator(storage ?? Azurite.ConnectionString);
        settings["RoundSchedule"] = "* * * * * *";
        settings["Round__Tasks"] = "4";
        settings["Round__NextTopK"] = "16";
        foreach (var (name, value) in changes)
        {
            settings[name] = value;
        }

        return AppProcess.StartApp($"validator-{Interlocked.Increment(ref _validators)}", AppPaths.Validator, settings, _logs);
    }

    /// <summary>Waits until a validator answers.</summary>
    public async Task<ValidatorClient> ReadyAsync(AppProcess validator) =>
        new(_http, (await validator.WaitUntilReadyAsync(_http, Token)).Address, adminKey: "");

    /// <summary>Checks every round and every statistic in the tables, and that no validator, all ended by now, broke down.</summary>
    public async Task<RoundAudit> AuditAsync()
    {
        foreach (var log in _logs.GetFiles("validator-*.log"))
        {
            Assert.DoesNotContain("Unhandled", await File.ReadAllTextAsync(log.FullName, Token), StringComparison.OrdinalIgnoreCase);
        }

        await using var services = StorageAccess.Open(Azurite.ConnectionString);
        return await RoundAudit.RunAsync(services, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _axons.DisposeAsync();
        await Azurite.DisposeAsync();
        _http.Dispose();
        _logs.Delete(recursive: true);
    }
}
