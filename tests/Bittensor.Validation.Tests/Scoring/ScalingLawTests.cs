using Bittensor.Validation.Scoring;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class ScalingLawTests
{
    [Theory] // expected values computed from eq. 1.1 apart from this code, to three digits; 1.0 lies below the floor
    [InlineData(1.0, 8.83e10)]
    [InlineData(1.69, 8.83e10)]
    [InlineData(3.0, 4.64e7)]
    public void ToParameters_FiniteLoss_MatchesFormula(double loss, double expected) =>
        Assert.InRange(new ScalingLaw().ToParameters(loss) / expected, 0.995, 1.005);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ToParameters_LossNotFinite_Throws(double loss) =>
        Assert.Throws<ArgumentException>(nameof(loss), () => new ScalingLaw().ToParameters(loss));

    [Fact] // sqrt(4.64e7) = 6812; 4.64e7^0.25 = 82.5
    public void ToScore_Power_IsExponentOfParameters()
    {
        Assert.InRange(new ScalingLaw().ToScore(3), 6805, 6820);
        Assert.InRange(new ScalingLaw(Power: 0.25).ToScore(3), 82.4, 82.7);
    }

    [Fact]
    public void ToParameters_LowerFloor_TellsTunedModelsApart()
    {
        Assert.Equal(new ScalingLaw().ToParameters(1.2), new ScalingLaw().ToParameters(1.0));
        Assert.True(new ScalingLaw(0.5).ToParameters(1.0) > new ScalingLaw(0.5).ToParameters(1.2));
    }

    [Property]
    public bool ToScore_LowerLoss_NeverScoresLess(double first, double second) =>
        !double.IsFinite(first) || !double.IsFinite(second)
        || new ScalingLaw().ToScore(Math.Min(first, second)) >= new ScalingLaw().ToScore(Math.Max(first, second));

    [Property]
    public bool ToScores_ManyLosses_AreThoseOfEach(ushort[] drawn, byte power)
    {
        var law = new ScalingLaw(Power: (power + 1) / 128d);
        double[] losses = [.. drawn.Select(value => value / 2000d)];
        var scores = new double[losses.Length];
        law.ToScores(losses, scores);
        return losses.Zip(scores).All(pair => Math.Abs((pair.Second / law.ToScore(pair.First)) - 1) < 1e-12);
    }
}
