using System.Globalization;
using NCrontab;

namespace Bittensor.LocalWorker.Timers;

/// <summary>Reads the schedules that timer triggers may hold.</summary>
internal static class Schedules
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    /// <summary>Reads a six-field NCRONTAB expression (seconds first), a five-field one (at second 0), or a positive time span;
    /// null for anything else.</summary>
    public static ISchedule? TryParse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields > 1)
        {
            var expression = CrontabSchedule.TryParse(text, fields == 6 ? WithSeconds : new CrontabSchedule.ParseOptions());
            return expression is null ? null : new CronSchedule(expression);
        }

        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new ConstantSchedule(interval) : null;
    }
}
