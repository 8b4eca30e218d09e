using System.CommandLine;
using Bittensor.Client;
using Bittensor.LocalHost;
using Bittensor.LocalNetwork;
using Bittensor.LocalNetwork.Azurite;
using Bittensor.LocalNetwork.Simulation;
using Spectre.Console;

const int WidthOfFiles = 200; // a file has no width to keep to; the leaderboard must not wrap

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = WidthOfFiles;
}

return await NetworkOptions.Command(RunAsync).Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });

static async Task<int> RunAsync(NetworkOptions options, CancellationToken cancellationToken)
{
    try
    {
        await (options.Simulate.Count > 0
            ? SimulationSeries.RunAsync(options, AnsiConsole.Console, cancellationToken)
            : Network.RunAsync(options, AnsiConsole.Console, cancellationToken));
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        AnsiConsole.WriteLine("Stopped.");
        return 0;
    }
    catch (Exception e) when (e is NetworkException or ValidatorException or LocalHostException or AzuriteException
        or HttpRequestException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }
}
