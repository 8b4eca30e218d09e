using Bittensor.Inference.Handlers;
using Bittensor.Inference.Models;
using Bittensor.Protocol;

namespace Bittensor.Inference.Tests;

/// <summary>Runs when no other test does: one that listens would be heard here.</summary>
[CollectionDefinition(nameof(NobodyListensTests), DisableParallelization = true)]
[Collection(nameof(NobodyListensTests))]
public class NobodyListensTests
{
    [Fact]
    public void Telemetry_NobodyListens_AllocatesNothing()
    {
        var batch = TokenBatch.Prefill([[1, 2]], left: false, padding: 0);
        var failure = new SynapseException(ReturnCode.InvalidRequest, "no");
        Tell(batch, failure);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Tell(batch, failure);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>All that one request tells.</summary>
    private static void Tell(TokenBatch batch, SynapseException failure)
    {
        using (var answered = SynapseCall.Start("TextSeq2Seq", TimeProvider.System))
        {
            InferenceTelemetry.CountActive(1);
            InferenceTelemetry.CountInput("model", 2);
            InferenceTelemetry.RecordWait(TimeSpan.FromMilliseconds(1));
            InferenceTelemetry.RecordRun(batch, 0);
            InferenceTelemetry.RecordGeneration("model", TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(3), 2, 2);
            InferenceTelemetry.CountActive(-1);
            answered.End("model", null);
        }

        using var refused = SynapseCall.Start("TextSeq2Seq", TimeProvider.System);
        refused.End(null, failure);
    }
}
