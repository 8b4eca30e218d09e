using Spectre.Console;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Simulates networks of several sizes, one after the other.</summary>
internal static class SimulationSeries
{
    private const int UsualRounds = 3;

    /// <summary>Runs them and prints what was measured.</summary>
    /// <param name="options">What the command line asks for.</param>
    /// <param name="console">Where to print.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NetworkException">An app ended, or no round closed in time.</exception>
    public static async Task RunAsync(NetworkOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var data = Directory.CreateDirectory(options.Data.FullName);
        var rounds = new List<SimulatedRound>();
        foreach (var axons in options.Simulate)
        {
            rounds.AddRange(await new SimulationRun(axons, data, console).RunAsync(options.Rounds ?? UsualRounds, cancellationToken));
        }

        console.Write(SimulationView.Draw(rounds));
        if (options.Report is { } folder)
        {
            await GrowthReport.WriteAsync(folder, rounds, cancellationToken);
        }
    }
}
