using Bittensor.Axon.Handlers;
using Bittensor.Protocol;

namespace Bittensor.Axon.Tests;

/// <summary>Runs when no other test does: one that listens would be heard here.</summary>
[CollectionDefinition(nameof(NobodyListensTests), DisableParallelization = true)]
[Collection(nameof(NobodyListensTests))]
public class NobodyListensTests
{
    [Fact]
    public void Telemetry_NobodyListens_AllocatesNothing()
    {
        var failure = new SynapseException(ReturnCode.InvalidRequest, "no");
        Tell(failure);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Tell(failure);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>All that one request tells.</summary>
    private static void Tell(SynapseException failure)
    {
        using (var answered = SynapseSpan.Start("TextSeq2Seq", TimeProvider.System))
        {
            answered.End("model", null);
        }

        using var refused = SynapseSpan.Start("TextSeq2Seq", TimeProvider.System);
        refused.End(null, failure);
    }
}
