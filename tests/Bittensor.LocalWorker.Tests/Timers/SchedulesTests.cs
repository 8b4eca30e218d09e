using System.Globalization;
using Bittensor.LocalWorker.Timers;

namespace Bittensor.LocalWorker.Tests.Timers;

public class SchedulesTests
{
    [Theory] // worked out by hand
    [InlineData("0 */5 * * * *", "2026-01-01T10:02:03", "2026-01-01T10:05:00")]
    [InlineData("*/30 * * * * *", "2026-01-01T10:02:30", "2026-01-01T10:03:00")] // strictly after
    [InlineData("0 30 9 * * 1-5", "2026-01-02T09:30:00", "2026-01-05T09:30:00")] // Friday to Monday
    [InlineData("*/5 * * * *", "2026-01-01T10:02:03", "2026-01-01T10:05:00")]
    [InlineData("00:05:00", "2026-01-01T10:02:03", "2026-01-01T10:07:03")]
    public void NextAfter_Schedule_IsTheNextOccurrence(string schedule, string moment, string expected) =>
        Assert.Equal(Time(expected), Schedules.TryParse(schedule)!.NextAfter(Time(moment)));

    [Theory]
    [InlineData("")]
    [InlineData("every minute")]
    [InlineData("61 * * * * *")]
    [InlineData("5")]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    [InlineData("* * * * * * *")]
    public void TryParse_NotASchedule_IsNull(string schedule) => Assert.Null(Schedules.TryParse(schedule));

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
