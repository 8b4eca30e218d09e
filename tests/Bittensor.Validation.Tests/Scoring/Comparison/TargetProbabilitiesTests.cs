using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Validation.Tests;

public class TargetProbabilitiesTests
{
    [Fact]
    public void Of_Losses_AreTheirProbabilitiesByTarget()
    {
        var answers = new TargetProbabilities([[0, Math.Log(2)], [Math.Log(4), Math.Log(8)]]);

        Assert.Equal((2, 2), (answers.Axons, answers.Targets));
        Assert.Equal([1, 0.25], answers.Of(0).ToArray().Select(p => Math.Round(p, 12)));
        Assert.Equal([0.5, 0.125], answers.Of(1).ToArray().Select(p => Math.Round(p, 12)));
        Assert.Equal(2.5 * Math.Log(2), answers.MeanLosses[1], 1e-12);
        Assert.Equal(0.125, answers.Smallest, 1e-12);
    }

    public static TheoryData<double[]> Unusable => new() { new[] { 1, double.NaN }, new[] { double.PositiveInfinity, 1 }, new[] { -0.1, 1 }, new[] { 1d }, Array.Empty<double>() };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void New_LossesThatCannotBeCompared_Throws(double[] unusable) =>
        Assert.Throws<ArgumentException>("losses", () => new TargetProbabilities([[1, 2], unusable]));
}
