using System.CommandLine;
using System.CommandLine.Parsing;
using Bittensor.LocalNetwork.SimulatedAxons;
using Bittensor.Validation.Metagraph;
using NCrontab;

namespace Bittensor.LocalNetwork;

/// <summary>What the command line asks for.</summary>
/// <param name="Rounds">Rounds to close before the network stops; null runs until it is stopped.</param>
/// <param name="Json">File that the last leaderboard is written to.</param>
/// <param name="Schedule">NCRONTAB expression of six fields: when rounds start.</param>
/// <param name="Data">Folder of storage and logs.</param>
/// <param name="Models">Folder of model folders.</param>
internal sealed record NetworkOptions(int? Rounds, FileInfo? Json, string Schedule, DirectoryInfo Data, DirectoryInfo Models)
{
    /// <summary>Numbers of axons to simulate, one network after the other; none runs the sample models.</summary>
    public IReadOnlyList<int> Simulate { get; init; } = [];

    /// <summary>Folder that the measures of the simulations are written to.</summary>
    public DirectoryInfo? Report { get; init; }

    /// <summary>What serves the apps: <c>local</c> for the local host, <c>func</c> for Azure Functions Core Tools.</summary>
    public string Host { get; init; } = "local";

    /// <summary>A round every 15 seconds.</summary>
    public const string UsualSchedule = "*/15 * * * * *";

    /// <summary>Seconds are the first of six fields.</summary>
    public static CrontabSchedule.ParseOptions SixFields { get; } = new() { IncludingSeconds = true };

    /// <summary>Describes the command line.</summary>
    /// <param name="run">What runs with the options; its result is the exit code.</param>
    public static RootCommand Command(Func<NetworkOptions, CancellationToken, Task<int>> run)
    {
        var rounds = new Option<int?>("--rounds") { Description = "Stop after this many closed rounds." };
        var json = new Option<FileInfo?>("--json") { Description = "Write the last leaderboard to this file." };
        var schedule = new Option<string>("--schedule")
        {
            Description = "When rounds start: six NCRONTAB fields, seconds first.",
            DefaultValueFactory = _ => UsualSchedule,
        };
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder of storage and logs, kept over restarts.",
            DefaultValueFactory = _ => new(Path.Combine(".data", "local-network")),
        };
        var models = new Option<DirectoryInfo>("--models")
        {
            Description = "Folder of model folders: an axon for each, and a second one for the smallest.",
            DefaultValueFactory = _ => new(Path.GetDirectoryName(SampleModels.SampleModels.Folder(SampleModels.SampleModels.Names[0]))!),
        };
        var simulate = new Option<int[]>("--simulate")
        {
            Description = "Ask so many simulated axons instead of the sample models, and measure the validator; several numbers run one after the other.",
            AllowMultipleArgumentsPerToken = true,
        };
        var report = new Option<DirectoryInfo?>("--report") { Description = "Write the measures of --simulate to this folder, as a table and a plot." };
        var host = new Option<string>("--host")
        {
            Description = "What serves the apps: local, or func for Azure Functions Core Tools.",
            DefaultValueFactory = _ => "local",
        };
        host.AcceptOnlyFromAmong("local", "func");
        rounds.Validators.Add(CheckRounds);
        simulate.Validators.Add(CheckSimulate);
        schedule.Validators.Add(CheckSchedule);
        var root = new RootCommand("Runs a whole network on this machine: storage, axons, a validator.")
        {
            rounds, json, schedule, data, models, simulate, report, host,
        };
        root.SetAction((parsed, cancellationToken) => run(
            new(parsed.GetValue(rounds), parsed.GetValue(json), parsed.GetValue(schedule)!, parsed.GetValue(data)!, parsed.GetValue(models)!)
            {
                Simulate = parsed.GetValue(simulate) ?? [],
                Report = parsed.GetValue(report),
                Host = parsed.GetValue(host)!,
            },
            cancellationToken));
        var simulatedAxons = new Command(SimulationHost.Subcommand, "Serves simulated axons; the program starts itself so.") { Hidden = true };
        simulatedAxons.SetAction((_, cancellationToken) => SimulationHost.RunAsync(cancellationToken));
        root.Subcommands.Add(simulatedAxons);
        return root;
    }

    private static void CheckRounds(OptionResult result)
    {
        if (result.GetValueOrDefault<int?>() < 1)
        {
            result.AddError("--rounds must be 1 or more.");
        }
    }

    private static void CheckSimulate(OptionResult result)
    {
        if (result.GetValueOrDefault<int[]>() is { } sizes && Array.Exists(sizes, size => size is < 1 or > IMetagraphStore.Capacity))
        {
            result.AddError($"--simulate takes numbers from 1 to {IMetagraphStore.Capacity}.");
        }
    }

    private static void CheckSchedule(OptionResult result)
    {
        var text = result.GetValueOrDefault<string>();
        if (CrontabSchedule.TryParse(text, SixFields) is null)
        {
            result.AddError($"--schedule '{text}' is no NCRONTAB expression of six fields; '{UsualSchedule}' is one.");
        }
    }
}
