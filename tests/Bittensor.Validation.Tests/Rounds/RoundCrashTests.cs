using Bittensor.Protocol;
using Bittensor.Testing;
using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.Tests;

/// <summary>The process dies at each of its calls to storage in turn; another one takes over, and nothing tells the difference.</summary>
public sealed class RoundCrashTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Round_ProcessDiesAtAnyCall_EndsAsIfUndisturbed(bool afterEffect)
    {
        var (expected, calls) = await RunAsync(new CrashPolicy());
        Assert.InRange(calls, 15, 200);
        await Parallel.ForEachAsync(Enumerable.Range(1, calls), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (call, _) =>
        {
            var (actual, _) = await RunAsync(new CrashPolicy { CrashAt = call, AfterEffect = afterEffect });
            Assert.True(expected.SequenceEqual(actual), $"Dead at call {call}:\n{string.Join('\n', actual.Except(expected).Concat(["instead of"]).Concat(expected.Except(actual)))}");
        });
    }

    private async Task<(IReadOnlyList<string> Tables, int Calls)> RunAsync(CrashPolicy storage)
    {
        await using var bench = new ValidatorBench(azurite);
        await bench.RegisterAsync(0, 1, 2);
        bench.Axons.Answer(0, 0.05);
        bench.Axons.Answer(1, 0.02);
        bench.Axons.Fail(2, ReturnCode.Unavailable);
        await bench.RunRoundAsync();
        await bench.RestartAsync(storage);
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        try
        {
            await RoundAsync(bench);
        }
        catch (Exception e) when (e is CrashException or AggregateException)
        {
            await bench.RestartAsync(new CrashPolicy());
            await RoundAsync(bench); // the same tick: RunOnStartup of the process that takes over
        }

        return (await bench.DumpAsync(), storage.Calls);
    }

    private static async Task RoundAsync(ValidatorBench bench)
    {
        await bench.TickAsync();
        await bench.WorkAsync();
        await bench.Get<RoundCloser>().TryCloseAsync(new(2), ValidatorBench.Token);
    }
}
