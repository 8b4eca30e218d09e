namespace Bittensor.LocalNetwork;

/// <summary>Counts what storage is asked for. Safe for concurrent use.</summary>
/// <param name="clock">Dates the last insert.</param>
internal sealed class StorageMeter(TimeProvider clock)
{
    private long _lastInsert;

    private readonly long[] _counts = new long[Enum.GetValues<StorageOperation>().Length];

    /// <summary>Counts a line of storage's request log.</summary>
    /// <param name="line">The line.</param>
    public void Observe(string line)
    {
        if (StorageRequest.Classify(line) is { } operation)
        {
            Interlocked.Increment(ref _counts[(int)operation]);
            if (operation == StorageOperation.Insert)
            {
                Interlocked.Exchange(ref _lastInsert, clock.GetUtcNow().UtcTicks);
            }
        }
    }

    /// <summary>When a row was last added: the last response of a round that is over.</summary>
    public DateTimeOffset LastInsert => new(Interlocked.Read(ref _lastInsert), TimeSpan.Zero);

    /// <summary>What was counted so far.</summary>
    public StorageCounts Read() => new([.. Enumerable.Range(0, _counts.Length).Select(kind => Interlocked.Read(ref _counts[kind]))]);
}
