using NCrontab;

namespace Bittensor.Validation.Rounds;

/// <summary>Finds the tick that a timer's call belongs to, so that a tick that is fired twice is known as one.</summary>
public static class RoundSchedule
{
    /// <summary>How much before its time a timer may fire.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(100);

    private static readonly int[] LookBackMinutes = [1, 60, 24 * 60, 32 * 24 * 60, 4 * 366 * 24 * 60];

    /// <summary>The last tick at or before a time.</summary>
    /// <param name="schedule">NCRONTAB expression of six fields; with anything else every second is a tick of its own.</param>
    /// <param name="now">When the timer called, in UTC.</param>
    public static DateTimeOffset LastTick(string? schedule, DateTimeOffset now)
    {
        var time = now.UtcDateTime + Early;
        var crontab = CrontabSchedule.TryParse(schedule ?? "", new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        var ticks = crontab is null ? [] : LookBackMinutes.Select(minutes =>
            crontab.GetNextOccurrences(time.AddMinutes(-minutes), time.AddTicks(1)).LastOrDefault());
        var tick = ticks.FirstOrDefault(found => found != default, now.UtcDateTime);
        return new DateTimeOffset(tick.AddTicks(-(tick.Ticks % TimeSpan.TicksPerSecond)), TimeSpan.Zero);
    }
}
