using System.Diagnostics;
using System.Globalization;
using Bittensor.LocalHost.Launching;
using Bittensor.LocalNetwork;
using Bittensor.Storage;
using Bittensor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.EndToEnd.Tests;

/// <summary>The real validator process, killed at random instants and started again on the same storage.</summary>
public sealed class ValidatorKilledTests
{
    /// <summary>Environment variable: how many times it is killed. A handful by default; 50 take some minutes.</summary>
    private const string KillsVariable = "BITTENSOR_KILLS";

    private const int UsualKills = 4, Axons = 40, Seed = 1;

    /// <summary>Longest life after the process listens: a round takes less.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AtRandomInstants_EveryRoundEndsWithEveryAxonAskedAndCountedOnce()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? $"{UsualKills}", CultureInfo.InvariantCulture);
        var random = new Random(Seed);
        await using var bench = await SimulatedBench.StartAsync(Axons);
        await using var storage = StorageAccess.Open(bench.Azurite.ConnectionString);
        var rounds = storage.GetRequiredService<RoundStore>();
        var interrupted = 0;

        for (var kill = 0; kill < kills; kill++)
        {
            await using var doomed = bench.StartValidator();
            await bench.ReadyAsync(doomed);
            await Task.Delay(LongestLife * random.NextDouble(), Token);
            await KillAsync(doomed);
            interrupted += await rounds.ListAsync(1, null, Token) is [{ State: not RoundState.Closed }] ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{interrupted} of {kills} kills interrupted a round.");

        await using (var last = bench.StartValidator())
        {
            var validator = await bench.ReadyAsync(last);
            var newest = (await validator.RoundsAsync(Token)).Max(round => round.Id);
            await Eventually.TrueAsync(
                async () => (await validator.RoundsAsync(Token)).Any(round => round.Id > newest && round.IsClosed), Limit);
        }

        var audit = await bench.AuditAsync();

        Assert.All(audit.Responses, response => Assert.Equal("Success", response.Outcome));
    }

    private static async Task KillAsync(AppProcess validator)
    {
        using var process = Process.GetProcessById(validator.Id);
        process.Kill();
        await process.WaitForExitAsync(Token);
    }
}
