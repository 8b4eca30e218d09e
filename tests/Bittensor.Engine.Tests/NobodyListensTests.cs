using Bittensor.Engine.Graph;

namespace Bittensor.Engine.Tests;

/// <summary>Runs when no other test does: one that listens would be heard here.</summary>
[CollectionDefinition(nameof(NobodyListensTests), DisableParallelization = true)]
[Collection(nameof(NobodyListensTests))]
public class NobodyListensTests
{
    [Fact]
    public void Telemetry_NobodyListens_AllocatesNothing()
    {
        var batch = TokenBatch.Prefill([[1, 2]], left: false, padding: 0);
        Tell(batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Tell(batch);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>All that one request tells.</summary>
    private static void Tell(TokenBatch batch)
    {
        EngineTelemetry.CountActive(1);
        EngineTelemetry.CountInput("model", 2);
        EngineTelemetry.RecordWait(TimeSpan.FromMilliseconds(1));
        EngineTelemetry.RecordRun(batch, 0);
        EngineTelemetry.RecordGeneration("model", TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(3), 2, 2);
        EngineTelemetry.CountActive(-1);
    }
}
