using System.Security.Cryptography;
using Bittensor.Client;
using Bittensor.LocalNetwork.Azurite;
using NCrontab;
using Spectre.Console;

namespace Bittensor.LocalNetwork;

/// <summary>Runs a network from its start to its end.</summary>
internal static class Network
{
    private const int KeyBytes = 16;

    /// <summary>Starts everything, prints the leaderboard after every round and ends everything again.</summary>
    /// <param name="options">What the command line asks for.</param>
    /// <param name="console">Where to print.</param>
    /// <param name="cancellationToken">Ends the network.</param>
    /// <exception cref="NetworkException">An app ended, or no round closed in time.</exception>
    /// <exception cref="ValidatorException">The validator refuses an axon.</exception>
    /// <exception cref="AzuriteException">Storage could not be installed or started.</exception>
    public static async Task RunAsync(NetworkOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var models = ModelSource.Find(options.Models);
        var logs = Directory.CreateDirectory(Path.Combine(options.Data.FullName, "logs"));
        using var alone = DataFolderLock.Take(options.Data);
        using var http = new HttpClient();

        // 1. storage
        console.WriteLine($"Data and logs are in {options.Data.FullName}");
        await using var azurite = await AzuriteProcess.StartAsync(
            new() { DataFolder = Path.Combine(options.Data.FullName, "azurite"), Progress = console.WriteLine }, cancellationToken);
        console.WriteLine($"Storage is up, tables at {azurite.TableUri}");

        // 2. the axons
        await using var launcher = new Launcher(http, logs, options.Host);
        console.WriteLine($"Starting {models.Count} axons...");
        var axons = await launcher.StartAxonsAsync(models, axon => StartView.Ready(console, axon), cancellationToken);
        await EarlierAxons.UpdateAsync(azurite.ConnectionString, axons, cancellationToken);

        // 3. the validator, and who is to be asked
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var settings = ValidatorSettings.Create(azurite.ConnectionString, options.Schedule, key);
        var address = await launcher.StartValidatorAsync(settings, cancellationToken);
        var validator = new ValidatorClient(http, address, key);
        var before = (await validator.RoundsAsync(cancellationToken)).FirstOrDefault(round => round.IsClosed)?.Id ?? 0;
        await Task.WhenAll(axons.Select(axon => validator.RegisterAsync(axon.Entry, cancellationToken)));
        StartView.Running(console, axons[0].Address, address);

        // 4. rounds
        var watcher = new RoundWatcher(validator, launcher, ValidatorSettings.RoundTimeout, TimeProvider.System);
        var closed = watcher.WatchAsync(before, CrontabSchedule.Parse(options.Schedule, NetworkOptions.SixFields), cancellationToken);
        await foreach (var round in options.Rounds is { } rounds ? closed.Take(rounds) : closed)
        {
            var board = await validator.ScoresAsync(cancellationToken);
            console.Write(LeaderboardView.Draw(round, board));
            await SaveAsync(options.Json, board, cancellationToken);
        }
    }

    /// <summary>Written after every round, so that the file is there however the network ends.</summary>
    private static Task SaveAsync(FileInfo? file, IReadOnlyList<LeaderboardRow> board, CancellationToken cancellationToken) =>
        file is null ? Task.CompletedTask : File.WriteAllTextAsync(file.FullName, LeaderboardJson.Write(board), cancellationToken);
}
