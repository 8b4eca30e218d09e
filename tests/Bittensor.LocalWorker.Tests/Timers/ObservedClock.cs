using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.LocalWorker.Tests.Timers;

/// <summary>A clock that tests move, and that tells them what is waited for, so that they never move it too early.</summary>
public sealed class ObservedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime); // after it exists: whoever sees the wait may move the clock
        return timer;
    }
}
