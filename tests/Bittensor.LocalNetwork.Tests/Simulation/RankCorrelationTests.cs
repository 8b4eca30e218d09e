using Bittensor.LocalNetwork.Simulation;

namespace Bittensor.LocalNetwork.Tests.Simulation;

public sealed class RankCorrelationTests
{
    [Fact]
    public void Spearman_SameOrderOrReversed_IsOneOrMinusOne()
    {
        double[] values = [3, 1, 2, 10];

        Assert.Equal(1, RankCorrelation.Spearman(values, [.. values.Select(Math.Exp)]), 1e-12);
        Assert.Equal(-1, RankCorrelation.Spearman(values, [.. values.Select(value => -value)]), 1e-12);
    }

    [Fact] // 1 - 6 sum d^2 / (n (n^2 - 1)) with differences 0, 1, 1, 0, 0
    public void Spearman_TwoNeighboursSwapped_MatchesFormula() =>
        Assert.Equal(1 - (6 * 2 / (5d * 24)), RankCorrelation.Spearman([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]), 1e-12);

    [Fact] // ranks 0.5, 0.5, 2 against 0, 1, 2: covariance 1.5, variances 1.5 and 2
    public void Spearman_Ties_ShareTheMeanOfTheirRanks() =>
        Assert.Equal(1.5 / Math.Sqrt(1.5 * 2), RankCorrelation.Spearman([5, 5, 9], [1, 2, 3]), 1e-12);

    [Fact]
    public void Spearman_OneValueOnly_IsNaN() => Assert.Equal(double.NaN, RankCorrelation.Spearman([1, 1], [1, 2]));
}
