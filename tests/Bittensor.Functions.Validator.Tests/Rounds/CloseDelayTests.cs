namespace Bittensor.Functions.Validator.Tests;

public class CloseDelayTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(3, 1, 3)] // 1.3^3 = 2.2, in whole seconds
    [InlineData(50, 1, 10)]
    [InlineData(100000, 1, 10)]
    [InlineData(0, 0.1, 1)]
    [InlineData(5, 60, 60)]
    public void After_Attempts_GrowsToItsLimit(int attempt, double interval, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), CloseDelay.After(attempt, TimeSpan.FromSeconds(interval)));
}
