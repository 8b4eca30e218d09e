using Bittensor.Client;
using Bittensor.LocalNetwork.SimulatedAxons.Behaviours;
using Bittensor.LocalNetwork.Simulation;

namespace Bittensor.LocalNetwork.Tests.Simulation;

public sealed class ScoreCheckTests
{
    private static readonly AxonTruth[] Truth =
    [
        new(0, "Prompt", true, 0, 2.5), new(1, "Copy", true, 1, 3.5), new(2, "Copy", true, 1, 3.5),
        new(3, "NotANumber", false, 3, 2.2), new(4, "Refuses", false, 4, 2.1),
    ];

    [Fact]
    public void Of_ScoresFollowQuality_IsPerfect() =>
        Assert.Equal(new ScoreCheck(1, 0, 0), Check(10, 5, 5, 0, 7));

    [Fact]
    public void Of_WorseModelScoresHigher_LowersTheCorrelation() => Assert.True(Check(1, 5, 5, 0, 0).Spearman < 0);

    [Fact]
    public void Of_CopiesScoreDifferently_CountsTheirModel() => Assert.Equal(1, Check(10, 5, 6, 0, 0).UnequalModels);

    [Fact] // honest axons have 6 on average
    public void Of_DishonestAxonScores_TellsItsShare() => Assert.Equal(0.5, Check(10, 4, 4, 3, 0).BestDishonest);

    private static ScoreCheck Check(params double[] scores) => ScoreCheck.Of(
        scores.Select((score, uid) => new LeaderboardRow { Rank = 1, Uid = uid, Score = score }), Truth);
}
