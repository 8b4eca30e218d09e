namespace Bittensor.Validation.Rounds;

/// <summary>How far a round is.</summary>
/// <param name="IsClosed">Whether its scores are final, or it is not there any more.</param>
/// <param name="Elapsed">Time since it started; 0 once it is closed.</param>
/// <param name="Answered">Axons that have a response.</param>
/// <param name="Missing">Axons that have none yet.</param>
public sealed record RoundProgress(bool IsClosed, TimeSpan Elapsed, int Answered, int Missing)
{
    /// <summary>That of a round that is closed.</summary>
    public static RoundProgress Closed { get; } = new(true, TimeSpan.Zero, 0, 0);

    /// <summary>Time until the missing ones have answered, if they do so as fast as the others did; without end while none has.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (Answered == 0)
            {
                return TimeSpan.MaxValue;
            }

            return Elapsed * Missing / Answered;
        }
    }
}

/// <summary>How long to wait before a round is looked at again.</summary>
public static class CloseDelay
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
