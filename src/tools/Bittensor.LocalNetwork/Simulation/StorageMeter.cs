namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Counts what storage is asked for, and when. Safe for concurrent use.</summary>
/// <param name="clock">Tells when.</param>
internal sealed class StorageMeter(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<(DateTimeOffset At, StorageOperation Kind)> _requests = [];
    private readonly long[] _totals = new long[Enum.GetValues<StorageOperation>().Length];

    /// <summary>Counts a line of storage's request log.</summary>
    /// <param name="line">The line, as soon as it is written.</param>
    public void Observe(string line)
    {
        if (StorageRequest.Classify(line) is { } operation)
        {
            lock (_lock)
            {
                _requests.Enqueue((clock.GetUtcNow(), operation));
                _totals[(int)operation]++;
            }
        }
    }

    /// <summary>What was counted up to a time and has not been taken yet. A round's work ends before the next one's begins, so that
    /// each gets its own, whenever it is asked for.</summary>
    /// <param name="until">The time.</param>
    public StorageCounts Take(DateTimeOffset until)
    {
        lock (_lock)
        {
            var counts = new long[_totals.Length];
            while (_requests.TryPeek(out var request) && request.At <= until)
            {
                counts[(int)_requests.Dequeue().Kind]++;
            }

            return new(counts);
        }
    }

    /// <summary>Everything that was counted so far, taken or not.</summary>
    /// <param name="operation">Which kind.</param>
    public long Total(StorageOperation operation)
    {
        lock (_lock)
        {
            return _totals[(int)operation];
        }
    }
}
