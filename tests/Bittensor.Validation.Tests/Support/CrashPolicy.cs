using Azure.Core;
using Azure.Core.Pipeline;

namespace Bittensor.Validation.Tests;

/// <summary>Lets the process die at one of its calls to storage: before it is sent, or before its answer is seen.</summary>
internal sealed class CrashPolicy : HttpPipelinePolicy
{
    private int _calls;

    /// <summary>Calls so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Number of the call that dies, from 1 on; 0 for none.</summary>
    public int CrashAt { get; init; }

    /// <summary>Whether storage has the call when the process dies.</summary>
    public bool AfterEffect { get; init; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var call = Interlocked.Increment(ref _calls);
        var dead = CrashAt > 0 && call >= CrashAt; // a dead process makes no further call either
        if (dead && !(AfterEffect && call == CrashAt))
        {
            throw new CrashException();
        }

        await ProcessNextAsync(message, pipeline);
        if (dead)
        {
            throw new CrashException();
        }
    }
}
