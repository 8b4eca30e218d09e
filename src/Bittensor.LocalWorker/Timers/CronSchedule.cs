using NCrontab;

namespace Bittensor.LocalWorker.Timers;

/// <summary>An NCRONTAB expression, in UTC.</summary>
internal sealed class CronSchedule(CrontabSchedule expression) : ISchedule
{
    /// <inheritdoc/>
    public DateTime NextAfter(DateTime moment) => expression.GetNextOccurrence(moment);
}
