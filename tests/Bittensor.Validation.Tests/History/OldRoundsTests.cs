using Bittensor.Testing;
using Bittensor.Validation.Examination;
using Bittensor.Validation.History;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Tests;

public sealed class OldRoundsTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => ValidatorBench.Token;

    [Fact] // rounds start 10 minutes apart; after six of them and an hour kept, the first ones go
    public async Task Remove_RoundsOlderThanKept_GoWithAllThatBelongsToThem()
    {
        await using var bench = await RunAsync(new CrashPolicy(), rounds: 6);
        bench.Clock.Advance(TimeSpan.FromMinutes(25)); // the rounds are 75, 65, 55, 45, 35 and 25 minutes old

        Assert.Equal(2, await bench.Get<OldRounds>().RemoveAsync(100, Token));

        var keys = (await bench.DumpAsync()).SelectMany(line => line.Split("; ")).Select(column => column.Split('=', 2)[1]).ToHashSet();
        Assert.Equal([6L, 5L, 4L, 3L], (await bench.Get<IRoundStore>().ListAsync(10, null, Token)).Select(round => round.Id.Number));
        Assert.Empty(keys.Intersect(["0000000001", "0000000002"]));
        Assert.Contains("0000000003", keys);
        Assert.Equal([6L, 5L, 4L, 3L], (await bench.Get<IHistoryStore>().ListAsync(1, 10, null, Token)).Select(row => row.RoundId.Number));
        Assert.Equal(3, (await bench.Get<IResultStore>().ListAsync(new(3), Token)).Count);
        Assert.Equal(3, (await bench.Get<IScoreStore>().ListAsync(Token)).Count);
        Assert.Equal(0, await bench.Get<OldRounds>().RemoveAsync(100, Token));
    }

    [Fact] // the network slept for a year: the leaderboard still shows its last round, and the next one has the next number
    public async Task Remove_AllAreOld_LastTwoStay()
    {
        await using var bench = await RunAsync(new CrashPolicy(), rounds: 4);
        bench.Clock.Advance(TimeSpan.FromDays(365));

        await bench.Get<OldRounds>().RemoveAsync(100, Token);

        Assert.Equal([4L, 3L], (await bench.Get<IRoundStore>().ListAsync(10, null, Token)).Select(round => round.Id.Number));
        Assert.Equal(new RoundId(5), await bench.RunRoundAsync());
    }

    [Fact]
    public async Task Remove_NothingThere_RemovesNothing()
    {
        await using var bench = await RunAsync(new CrashPolicy(), rounds: 0);

        Assert.Equal(0, await bench.Get<OldRounds>().RemoveAsync(100, Token));
    }

    [Fact]
    public async Task Remove_MoreThanTheLimit_GoesOnNextTime()
    {
        await using var bench = await RunAsync(new CrashPolicy(), rounds: 5);
        bench.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(2, await bench.Get<OldRounds>().RemoveAsync(2, Token));
        Assert.Equal(1, await bench.Get<OldRounds>().RemoveAsync(2, Token));
    }

    [Fact]
    public async Task Remove_ByManyAtOnce_LeavesTheSame()
    {
        await using var bench = await RunAsync(new CrashPolicy(), rounds: 5);
        bench.Clock.Advance(TimeSpan.FromDays(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bench.Get<OldRounds>().RemoveAsync(100, Token)));

        Assert.Equal(2, (await bench.Get<IRoundStore>().ListAsync(10, null, Token)).Count);
        Assert.Equal(2, (await bench.Get<IHistoryStore>().ListAsync(0, 10, null, Token)).Count);
    }

    [Fact] // the process dies at each of its calls to storage in turn; the next tick leaves what an undisturbed one leaves
    public async Task Remove_ProcessDiesAtAnyCall_NextTickEndsTheSame()
    {
        var (expected, calls) = await RemoveAsync(new CrashPolicy());
        Assert.InRange(calls, 8, 60);
        await Parallel.ForEachAsync(Enumerable.Range(1, calls), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (call, _) =>
        {
            var (actual, _) = await RemoveAsync(new CrashPolicy { CrashAt = call, AfterEffect = call % 2 == 0 });
            Assert.Equal(expected, actual);
        });
    }

    [Fact]
    public async Task Options_LessThanAnHour_AreRefused()
    {
        await using var bench = new ValidatorBench(azurite, ("History:Retention", "00:59:59"));

        Assert.Throws<OptionsValidationException>(() => bench.Get<IOptions<HistoryOptions>>().Value);
    }

    private async Task<(IReadOnlyList<string> Tables, int Calls)> RemoveAsync(CrashPolicy storage)
    {
        await using var bench = await RunAsync(storage, rounds: 3);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        try
        {
            await bench.Get<OldRounds>().RemoveAsync(100, Token);
        }
        catch (Exception e) when (e is CrashException or AggregateException)
        {
            await bench.RestartAsync(new CrashPolicy());
            await bench.Get<OldRounds>().RemoveAsync(100, Token);
        }

        return (await bench.DumpAsync(), storage.Calls);
    }

    /// <summary>Some rounds of three axons, undisturbed; then the process that is tested.</summary>
    private async Task<ValidatorBench> RunAsync(CrashPolicy storage, int rounds)
    {
        var bench = new ValidatorBench(azurite, ("History:Retention", "01:00:00"));
        await bench.RegisterAsync(0, 1, 2);
        foreach (var axon in Enumerable.Range(0, 3))
        {
            bench.Axons.Answer(axon, 0.05);
        }

        for (var round = 0; round < rounds; round++)
        {
            await bench.RunRoundAsync();
        }

        await bench.RestartAsync(storage);
        return bench;
    }
}
