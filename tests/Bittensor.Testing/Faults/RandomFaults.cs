namespace Bittensor.Testing;

/// <summary>Faults at random, until they are stopped.</summary>
/// <param name="seed">Chance.</param>
/// <param name="share">Part of the requests that go wrong, 0 to 1.</param>
/// <param name="faults">What may happen to them.</param>
public sealed class RandomFaults(int seed, double share, IReadOnlyList<Fault> faults)
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private bool _stopped;
    private int _count;

    /// <summary>Faults so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>From here on every request passes.</summary>
    public void Stop() => Volatile.Write(ref _stopped, true);

    /// <summary>Chooses; fits <see cref="FaultProxy.StartAsync"/>.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path with query.</param>
    public Fault Choose(string method, string path)
    {
        lock (_gate)
        {
            if (Volatile.Read(ref _stopped) || _random.NextDouble() >= share)
            {
                return Fault.None;
            }

            Interlocked.Increment(ref _count);
            return faults[_random.Next(faults.Count)];
        }
    }
}
