using System.Globalization;
using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.Tests;

public class RoundScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-01-02T03:07:00Z", "2026-01-02T03:05:00Z")]
    [InlineData("0 */5 * * * *", "2026-01-02T03:05:00Z", "2026-01-02T03:05:00Z")]
    [InlineData("0 */5 * * * *", "2026-01-02T03:04:59.95Z", "2026-01-02T03:05:00Z")] // a timer that fires a little early
    [InlineData("*/20 * * * * *", "2026-01-02T03:04:59.5Z", "2026-01-02T03:04:40Z")]
    [InlineData("0 0 0 1 * *", "2026-01-31T12:00:00Z", "2026-01-01T00:00:00Z")]
    [InlineData("0 0 0 29 2 *", "2025-01-31T12:00:00Z", "2024-02-29T00:00:00Z")]
    [InlineData("00:05:00", "2026-01-02T03:04:59.5Z", "2026-01-02T03:04:59Z")] // not NCRONTAB
    [InlineData(null, "2026-01-02T03:04:59.5Z", "2026-01-02T03:04:59Z")]
    public void LastTick_Time_IsTickBeforeIt(string? schedule, string now, string expected) => Assert.Equal(
        DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
        RoundSchedule.LastTick(schedule, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
}
