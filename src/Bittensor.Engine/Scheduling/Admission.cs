namespace Bittensor.Engine.Scheduling;

/// <summary>Counts the requests that wait for the model or run.</summary>
/// <param name="limit">Most at a time.</param>
internal sealed class Admission(int limit)
{
    private int _inside;

    /// <summary>Lets one in.</summary>
    /// <exception cref="EngineException">The limit is reached; <see cref="EngineFault.QueueFull"/>.</exception>
    public void Enter()
    {
        EngineTelemetry.CountActive(1);
        if (Interlocked.Increment(ref _inside) > limit)
        {
            Leave();
            throw EngineException.QueueFull(limit);
        }
    }

    /// <summary>Counts one more part of a request that has been let in.</summary>
    public void Stay()
    {
        EngineTelemetry.CountActive(1);
        Interlocked.Increment(ref _inside);
    }

    /// <summary>Lets one out.</summary>
    public void Leave()
    {
        EngineTelemetry.CountActive(-1);
        Interlocked.Decrement(ref _inside);
    }
}
