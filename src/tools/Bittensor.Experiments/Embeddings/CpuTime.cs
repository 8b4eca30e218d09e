namespace Bittensor.Experiments;

/// <summary>Measures processor time, which other work on the machine disturbs less than time on the clock.</summary>
internal static class CpuTime
{
    /// <summary>Processor time of an action for each of some items.</summary>
    /// <typeparam name="T">What an item is.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="action">What is measured.</param>
    /// <param name="repetitions">Passes over all items; the fastest counts, so that none has to compile or wait for caches.</param>
    /// <returns>Milliseconds an item, of all threads together.</returns>
    public static double Milliseconds<T>(IReadOnlyCollection<T> items, Action<T> action, int repetitions = 4)
    {
        var fastest = double.PositiveInfinity;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var start = Environment.CpuUsage.TotalTime;
            foreach (var item in items)
            {
                action(item);
            }

            fastest = Math.Min(fastest, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / items.Count);
        }

        return fastest;
    }
}
