namespace Bittensor.Experiments.Tests.Duplicates;

public sealed class StandingTests
{
    [Fact]
    public void Of_TwoRounds_HasMeanPlaceShareAndFluctuation()
    {
        var standing = Standing.Of([[1, 6, 2], [3, 4, 2]], axon: 0);

        Assert.Equal(new Standing(Score: 2, Place: 2, Share: 2 / 9d, Fluctuation: 0.5), standing);
    }
}
