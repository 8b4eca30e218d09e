namespace Bittensor.LocalWorker.Queues;

/// <summary>Time between two looks at a queue: none after work, then 100 ms, doubled up to a limit.</summary>
internal sealed class PollingDelay(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private TimeSpan _next = Shortest;

    /// <summary>Notes that there was work.</summary>
    public void Reset() => _next = Shortest;

    /// <summary>Returns the time to wait after a look that found nothing.</summary>
    public TimeSpan Next()
    {
        var delay = _next < longest ? _next : longest;
        _next = delay * 2;
        return delay;
    }
}
