using Bittensor.Client;
using Bittensor.LocalNetwork.Azurite;
using NCrontab;
using Spectre.Console;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Runs a validator against simulated axons.</summary>
/// <param name="count">How many axons.</param>
/// <param name="data">Folder that gets the logs.</param>
/// <param name="console">Where progress is printed.</param>
internal sealed class SimulationRun(int count, DirectoryInfo data, IAnsiConsole console)
{
    /// <summary>Runs rounds from an empty storage on and measures each.</summary>
    /// <param name="rounds">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One measure a round.</returns>
    /// <exception cref="NetworkException">An app ended, or no round closed in time.</exception>
    /// <exception cref="AzuriteException">Storage could not be installed or started.</exception>
    public async Task<IReadOnlyList<SimulatedRound>> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var meter = new StorageMeter(TimeProvider.System);

        // 1. storage, in memory: every simulation begins with nothing
        await using var azurite = await AzuriteProcess.StartAsync(
            new() { RequestLog = meter.Observe, Progress = console.WriteLine }, cancellationToken);

        // 2. the axons, all registered at once
        await using var launcher = new Launcher(http, Directory.CreateDirectory(Path.Combine(data.FullName, $"logs-simulate-{count}")));
        var address = await launcher.StartSimulatedAxonsAsync(SimulationSettings.Axons(count), cancellationToken);
        var axons = await SimulatedMetagraph.ReadAsync(http, address, cancellationToken);
        await SimulatedMetagraph.RegisterAsync(azurite.ConnectionString, address, axons, cancellationToken);
        console.WriteLine($"{count} axons are registered.");

        // 3. the validator, whose first round starts with it
        meter.Take(DateTimeOffset.MaxValue); // registering is no part of a round
        var probe = new RoundProbe(meter, () => launcher.Validator.ProcessorTime, azurite.ProcessId);
        var settings = SimulationSettings.Validator(azurite.ConnectionString);
        var validator = new ValidatorClient(http, await launcher.StartValidatorAsync(settings, cancellationToken), adminKey: "");

        // 4. rounds
        var watcher = new RoundWatcher(validator, launcher, SimulationSettings.RoundTimeout, TimeProvider.System);
        var schedule = CrontabSchedule.Parse(SimulationSettings.Schedule, NetworkOptions.SixFields);
        var measured = new List<SimulatedRound>();
        await using var progress = new SimulationProgress(meter, count, console);
        await foreach (var round in watcher.WatchAsync(0, schedule, cancellationToken).Take(rounds))
        {
            measured.Add(await probe.MeasureAsync(
                round, launcher.Validator.PeakWorkingSet, async () => ScoreCheck.Of(await validator.ScoresAsync(cancellationToken), axons)));
            SimulationView.Round(console, measured[^1]);
        }

        return measured;
    }
}
