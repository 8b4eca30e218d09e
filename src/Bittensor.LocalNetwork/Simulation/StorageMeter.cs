namespace Bittensor.LocalNetwork;

/// <summary>Counts what storage is asked for. Safe for concurrent use.</summary>
internal sealed class StorageMeter
{
    private readonly long[] _counts = new long[Enum.GetValues<StorageOperation>().Length];

    /// <summary>Counts a line of storage's request log.</summary>
    /// <param name="line">The line.</param>
    public void Observe(string line)
    {
        if (StorageRequest.Classify(line) is { } operation)
        {
            Interlocked.Increment(ref _counts[(int)operation]);
        }
    }

    /// <summary>What was counted so far.</summary>
    public StorageCounts Read() => new([.. Enumerable.Range(0, _counts.Length).Select(kind => Interlocked.Read(ref _counts[kind]))]);
}
