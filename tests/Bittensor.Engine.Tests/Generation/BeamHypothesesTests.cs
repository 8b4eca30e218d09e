using Bittensor.Engine.Generation.Search;

namespace Bittensor.Engine.Tests.Generation;

public class BeamHypothesesTests
{
    [Fact]
    public void Add_MoreThanCapacity_KeepsTheBest()
    {
        var finished = new BeamHypotheses(2, lengthPenalty: 1, earlyStopping: false);
        finished.Add([1], -3); // -3
        finished.Add([2, 2], -4); // -2
        finished.Add([3, 3, 3], -3); // -1
        finished.Add([4], -2.5); // worse than both
        Assert.Equal([[3, 3, 3], [2, 2]], finished.BestFirst);
    }

    [Theory]
    [InlineData(-4.0, 2, false, true)] // -4 / 2 = -2 is no better than the worst, -2
    [InlineData(-3.9, 2, false, false)]
    [InlineData(-3.9, 2, true, true)] // early stopping asks nothing more
    [InlineData(-5.0, 3, false, false)] // -5 / 3 = -1.67
    public void IsDone_TwoFinished_ComparesAtPresentLength(double best, int length, bool earlyStopping, bool expected)
    {
        var finished = new BeamHypotheses(2, lengthPenalty: 1, earlyStopping);
        finished.Add([1], -1);
        Assert.False(finished.IsDone(-100, 1));
        finished.Add([2, 2], -4);
        Assert.Equal(expected, finished.IsDone(best, length));
    }
}
