using Bittensor.Validation.Scoring;

namespace Bittensor.Validation.Tests;

public class RankingTests
{
    [Fact]
    public void ByScore_EqualScores_ShareRankInUidOrder()
    {
        (int Uid, double Score)[] axons = [(3, 5), (2, 9), (1, 5), (0, 1)];

        var ranked = Ranking.ByScore(axons, axon => axon.Score, axon => axon.Uid);

        Assert.Equal([(1, 2), (2, 1), (2, 3), (4, 0)], ranked.Select(entry => (entry.Rank, entry.Item.Uid)));
    }
}
