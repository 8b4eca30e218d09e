using System.Diagnostics;
using Bittensor.LocalHost.Launching;
using Bittensor.Testing;

namespace Bittensor.EndToEnd.Tests;

/// <summary>What infra/ gives the two processes of a container: 30 % of its memory for the heap of each.</summary>
public sealed class MemoryTests
{
    private const long Container = 1L << 30;
    private const int Axons = 256;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rounds_HeapsAreLimitedAsInTheContainer_HostAndWorkerFitItTogether()
    {
        await using var bench = await SimulatedBench.StartAsync(Axons);
        await using var validator = bench.StartValidator(
            changes: [("DOTNET_GCHeapHardLimit", $"{Container * 30 / 100:x}"), ("Round__Tasks", "8"), ("Round__NextTopK", "4096")]);
        var client = await bench.ReadyAsync(validator);
        var worker = validator.WorkerId;

        await Eventually.TrueAsync(
            async () => (await client.RoundsAsync(Token)).Any(round => round.Id >= 2 && round.IsClosed && round.Answered > 0), TimeSpan.FromMinutes(5));

        Assert.InRange(validator.PeakWorkingSet + PeakOf(validator), 1, Container);
        Assert.Equal(worker, validator.WorkerId); // the same process all the time: none ran out of memory
    }

    private static long PeakOf(AppProcess host)
    {
        using var process = Process.GetProcessById(host.Id);
        return process.PeakWorkingSet64;
    }
}
