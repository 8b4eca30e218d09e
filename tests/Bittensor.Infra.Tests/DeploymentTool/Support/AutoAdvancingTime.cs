using Microsoft.Extensions.Time.Testing;

namespace Bittensor.Infra.Tests.DeploymentTool.Support;

/// <summary>A clock on which every wait is over at once, and has taken its time.</summary>
internal sealed class AutoAdvancingTime : TimeProvider
{
    private readonly FakeTimeProvider _time = new();

    /// <inheritdoc/>
    public override long TimestampFrequency => _time.TimestampFrequency;

    /// <inheritdoc/>
    public override long GetTimestamp() => _time.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        ThreadPool.QueueUserWorkItem(_ => _time.Advance(dueTime));
        return timer;
    }
}
