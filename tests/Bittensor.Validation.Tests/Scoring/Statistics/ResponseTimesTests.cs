using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Validation.Tests;

public class ResponseTimesTests
{
    [Fact]
    public void Median_None_IsNothing() => Assert.Null(ResponseTimes.Empty.Median);

    [Fact]
    public void Median_OddAndEven_IsMiddle()
    {
        var odd = ResponseTimes.Empty.Add(3).Add(1).Add(2);

        Assert.Equal(2, odd.Median);
        Assert.Equal(2.5, odd.Add(9).Median);
    }

    [Fact]
    public void Add_MoreThanCapacity_DropsOldest()
    {
        var times = Enumerable.Range(0, ResponseTimes.Capacity + 10).Aggregate(ResponseTimes.Empty, (all, seconds) => all.Add(seconds));

        Assert.Equal(ResponseTimes.Capacity, times.Seconds.Length);
        Assert.Equal(10, times.Seconds[0]);
    }
}
