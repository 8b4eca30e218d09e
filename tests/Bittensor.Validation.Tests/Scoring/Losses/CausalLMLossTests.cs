using Bittensor.Protocol;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Tests;

public class CausalLMLossTests
{
    [Fact] // listed 0.6; the 8 others share 1 - 0.9 = 0.1
    public void TokenLoss_ListedAndUnlisted_MatchesShares()
    {
        var answer = new TopKDistributions(1, 2, 10, [4, 7], [0.6f, 0.3f]);

        Assert.Equal(-Math.Log(0.6), CausalLMLoss.TokenLoss(answer, 0, 4), 1e-6);
        Assert.Equal(-Math.Log(0.1 / 8), CausalLMLoss.TokenLoss(answer, 0, 1), 1e-6);
    }

    [Fact] // 1.5 of mass is scaled down to 1
    public void TokenLoss_MassAboveOne_IsNormalized() => Assert.Equal(
        -Math.Log(0.9 / 1.5), CausalLMLoss.TokenLoss(new(1, 2, 10, [4, 7], [0.9f, 0.6f]), 0, 4), 1e-6);

    [Fact]
    public void TokenLoss_NothingLeft_CostsLogarithmOfEpsilonListedOrNot()
    {
        var answer = new TopKDistributions(1, 2, 10, [4, 7], [1f, 0f]);

        Assert.Equal(92.1034, CausalLMLoss.TokenLoss(answer, 0, 7), 1e-4);
        Assert.Equal(92.1034, CausalLMLoss.TokenLoss(answer, 0, 1), 1e-4);
    }

    [Fact] // two items of three positions; item 1 sees 5 6 7 and 8 is held back: rows 3, 4 predict 6, 7 and row 5 predicts 8
    public void Measure_SecondItem_ReadsItsOwnRows()
    {
        var answer = new TopKDistributions(6, 1, 10, [0, 0, 0, 6, 7, 8], [1, 1, 1, 0.5f, 0.25f, 0.125f]);

        var losses = CausalLMLoss.Measure(answer, 1, [5, 6, 7, 8], 3);

        Assert.Equal((Math.Log(2) + Math.Log(4)) / 2, losses.Loss, 1e-6);
        Assert.Equal(Math.Log(8), losses.LossVal, 1e-6);
    }

    [Fact]
    public void PerTask_NaN_CountsAsTwenty()
    {
        var answer = new TopKDistributions(2, 1, 10, [1, 2], [float.NaN, 1]);

        Assert.Equal(new LossMeasures(20, 0), CausalLMLoss.PerTask(answer, [[0, 1, 2]]).Mean);
    }

    [Fact]
    public void PerTask_RowsDoNotDivide_Throws() => Assert.Throws<ArgumentException>(
        "tokens", () => CausalLMLoss.PerTask(new(3, 1, 10, [1, 1, 1], [1, 1, 1]), [[1, 2, 3], [1, 2, 3]]));

    [Fact]
    public void PerTask_NothingHeldBack_Throws() => Assert.Throws<ArgumentException>(
        "tokens", () => CausalLMLoss.PerTask(new(2, 1, 10, [1, 1], [1, 1]), [[1, 2]]));
}
