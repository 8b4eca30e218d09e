namespace Bittensor.Functions.Validator;

/// <summary>How long to wait before a round is looked at again.</summary>
internal static class CloseDelay
{
    private const double Growth = 1.3, LongestSeconds = 10;

    /// <summary>
    /// Grows by three tenths an attempt, up to 10 seconds: fast axons are not kept waiting, slow ones are not counted often. When
    /// a round should be complete before that, it is looked at then.
    /// </summary>
    /// <param name="attempt">Times it was looked at before.</param>
    /// <param name="interval">The shortest wait.</param>
    /// <param name="progress">How far the round is.</param>
    /// <returns>Whole seconds, as queues have them; at least 1.</returns>
    public static TimeSpan After(int attempt, TimeSpan interval, RoundProgress progress)
    {
        var grown = Math.Min(interval.TotalSeconds * Math.Pow(Growth, attempt), LongestSeconds);
        var wait = Math.Max(Math.Min(grown, progress.Remaining.TotalSeconds), interval.TotalSeconds);
        return TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait)));
    }
}
