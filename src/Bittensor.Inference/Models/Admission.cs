using Bittensor.Protocol;

namespace Bittensor.Inference.Models;

/// <summary>Counts the requests that wait for the model or run.</summary>
/// <param name="limit">Most at a time.</param>
internal sealed class Admission(int limit)
{
    private int _inside;

    /// <summary>Lets one in.</summary>
    /// <exception cref="SynapseException">It is full; NucleusFull.</exception>
    public void Enter()
    {
        InferenceTelemetry.CountActive(1);
        if (Interlocked.Increment(ref _inside) > limit)
        {
            Leave();
            throw new SynapseException(ReturnCode.NucleusFull, $"{limit} requests wait for the model, which is the most it takes; try again later.");
        }
    }

    /// <summary>Counts one more part of a request that has been let in.</summary>
    public void Stay()
    {
        InferenceTelemetry.CountActive(1);
        Interlocked.Increment(ref _inside);
    }

    /// <summary>Lets one out.</summary>
    public void Leave()
    {
        InferenceTelemetry.CountActive(-1);
        Interlocked.Decrement(ref _inside);
    }
}
