namespace Bittensor.Experiments.Tests.Embeddings;

public sealed class RankingAccuracyTests
{
    [Fact]
    public void Of_EveryTaskInOrder_IsOne() => Assert.Equal(1, RankingAccuracy.Of([[3, 4], [2, 3], [1, 0]], 1));

    [Fact]
    public void Of_NoTaskInOrder_IsNone() => Assert.Equal(0, RankingAccuracy.Of([[1, 1], [2, 2]], 2));

    [Fact]
    public void Of_EqualLosses_AreNotInOrder() => Assert.Equal(0, RankingAccuracy.Of([[1, 1], [1, 1]], 1));

    [Fact]
    public void Of_OneTaskOfThreeMisleads_IsRightInTwoOfThreeDraws() =>
        Assert.Equal(2 / 3d, RankingAccuracy.Of([[2, 2, 2], [1, 1, 2.5]], 1), 0.03);

    [Fact]
    public void Of_AllTasks_IsTheOrderOfTheMeans() => Assert.Equal(1, RankingAccuracy.Of([[2, 2, 2], [1, 1, 2.5]], 3));
}
