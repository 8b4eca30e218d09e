using System.Diagnostics;
using System.Globalization;
using Bittensor.LocalHost.Launching;
using Bittensor.LocalNetwork;
using Bittensor.Testing;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Rounds;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.EndToEnd.Tests;

/// <summary>The real validator on a host, either of them or both killed in the middle of rounds, on one storage.</summary>
public sealed class ValidatorKilledTests
{
    /// <summary>Environment variable: how many times something is killed. One of each kind by default; 50 take a quarter of an hour.</summary>
    private const string KillsVariable = "BITTENSOR_KILLS";

    private const int UsualKills = 3, Axons = 40, Seed = 1;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private enum Victim
    {
        Worker,
        Host,
        Both,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_InTheMiddleOfRounds_EveryRoundEndsWithEveryAxonAskedAndCountedOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Axons are held still with signals.");
        var kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? $"{UsualKills}", CultureInfo.InvariantCulture);
        var random = new Random(Seed);
        await using var bench = await SimulatedBench.StartAsync(Axons);
        await using var storage = StorageAccess.Open(bench.Azurite.ConnectionString);
        var validator = bench.StartValidator();
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await bench.ReadyAsync(validator);

                // 1. the axons stand still once so many have answered: the round cannot end before the kill, on a machine however slow
                var caught = await CatchRoundAsync(bench, storage, random.Next(Axons / 2));

                // 2. the kill
                var victim = (Victim)(kill % 3);
                TestContext.Current.TestOutputHelper!.WriteLine($"Round {caught.Number} loses its {victim}.");
                await KillAsync(validator, victim);
                bench.Resume();
                if (victim != Victim.Worker)
                {
                    await validator.DisposeAsync();
                    validator = bench.StartValidator();
                }

                // 3. the same round ends all the same
                await Eventually.TrueAsync(async () => await StateAsync(storage, caught) == RoundState.Closed, Limit);
            }
        }
        finally
        {
            bench.Resume();
            await validator.DisposeAsync();
        }

        var audit = await bench.AuditAsync();

        Assert.True(audit.Rounds.Count >= kills);
        Assert.All(audit.Responses, response => Assert.Equal("Success", response.Outcome));
    }

    /// <summary>Waits for an open round in which at least so many axons have answered, and holds the others still.</summary>
    private static async Task<RoundId> CatchRoundAsync(SimulatedBench bench, IServiceProvider storage, int answered)
    {
        var rounds = storage.GetRequiredService<IRoundStore>();
        var responses = storage.GetRequiredService<IResultStore>();
        RoundId caught = default;
        await Eventually.TrueAsync(
            async () =>
            {
                if (await rounds.ListAsync(1, null, Token) is not [{ State: not RoundState.Closed } round]
                    || (await responses.UidsAsync(round.Id, Token)).Count < answered)
                {
                    return false;
                }

                bench.Suspend();
                caught = round.Id;
                if ((await responses.UidsAsync(round.Id, Token)).Count < Axons)
                {
                    return true;
                }

                bench.Resume(); // too late for this one
                return false;
            },
            Limit);
        return caught;
    }

    private static async Task<RoundState?> StateAsync(IServiceProvider storage, RoundId round) =>
        (await storage.GetRequiredService<IRoundStore>().FindAsync(round, Token))?.State;

    private static async Task KillAsync(AppProcess validator, Victim victim)
    {
        int[] ids = victim switch
        {
            Victim.Worker => [validator.WorkerId!.Value],
            Victim.Host => [validator.Id],
            _ => [validator.Id, validator.WorkerId!.Value],
        };
        foreach (var id in ids)
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            await process.WaitForExitAsync(Token);
        }
    }
}
