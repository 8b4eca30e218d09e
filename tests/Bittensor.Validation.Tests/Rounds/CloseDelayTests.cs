using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.Tests;

public class CloseDelayTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(3, 1, 3)] // 1.3^3 = 2.2, in whole seconds
    [InlineData(50, 1, 10)]
    [InlineData(100000, 1, 10)]
    [InlineData(0, 0.1, 1)]
    [InlineData(5, 60, 60)]
    public void After_NobodyAnswered_GrowsToItsLimit(int attempt, double interval, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), After(attempt, interval, elapsed: 20, answered: 0, missing: 4));

    [Theory]
    [InlineData(4000, 96, 2)] // at 50 axons a second, 1.92 s
    [InlineData(4090, 6, 1)] // at most the interval
    [InlineData(2000, 2096, 10)] // no longer than without
    public void After_RoundNearlyComplete_IsWhenItShouldBe(int answered, int missing, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), After(attempt: 50, interval: 1, elapsed: 80, answered, missing));

    [Fact]
    public void After_ClockBeforeTheRoundsStart_IsTheInterval() =>
        Assert.Equal(TimeSpan.FromSeconds(2), After(attempt: 9, interval: 2, elapsed: -100, answered: 3, missing: 1));

    private static TimeSpan After(int attempt, double interval, double elapsed, int answered, int missing) => CloseDelay.After(
        attempt, TimeSpan.FromSeconds(interval), new(false, TimeSpan.FromSeconds(elapsed), answered, missing));
}
