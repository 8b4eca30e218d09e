using Bittensor.Protocol;
using Bittensor.Validation.Scoring.Losses;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class PhraseLossTests
{
    private static readonly PhraseDistributions Answer = Phrases.One(
        0, (0.5f, [1]), (0.25f, [1, 2]), (0.125f, [1, 2, 3]), (0.0625f, [7, 8]), (0.0625f, [1, 9]));

    [Fact] // prefixes (1) 0.5, (1 2) 0.25, (1 2 3) 0.125: 0.875; first token also counts (1 9): 0.9375
    public void Measure_PrefixesListed_SumsExactlyThose() =>
        AssertLosses(0.875, 0.9375, PhraseLoss.Measure(Answer, 0, [1, 2, 3, 4], 3));

    [Fact] // nothing can tell (1 2 3) from (1 2) when only 1 2 was held back: 0.5 + 0.25 + 0.125
    public void Measure_PhraseGoesOnBeyondTarget_CountsAsMatch() =>
        AssertLosses(0.875, 0.9375, PhraseLoss.Measure(Answer, 0, [1, 2], 3));

    [Fact] // total = 0.75 + (50257 - 2) * 1e-5 = 1.25255; (5) is listed, (5 6) is not
    public void Measure_PrefixNotListed_AddsFloor()
    {
        var answer = Phrases.One(1e-5f, (0.5f, [5]), (0.25f, [7, 8]));

        AssertLosses(0.50001 / 1.25255, 0.5 / 1.25255, PhraseLoss.Measure(answer, 0, [5, 6], 2), 1e-5);
    }

    [Fact]
    public void Measure_FirstTokenNotListed_HasFloor()
    {
        var answer = Phrases.One(1e-5f, (0.5f, [5]), (0.25f, [7, 8]));

        AssertLosses(2e-5 / 1.25255, 1e-5 / 1.25255, PhraseLoss.Measure(answer, 0, [4, 6], 2), 1e-5);
    }

    [Fact]
    public void Measure_EmptyPhrase_MatchesNothing()
    {
        var answer = Phrases.One(0, (0.5f, []), (0.5f, [1]));

        AssertLosses(0.5, 0.5, PhraseLoss.Measure(answer, 0, [1, 2], 1));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    public void Measure_NothingToNormalize_CountsAsTwenty(float probability) =>
        Assert.Equal(new LossMeasures(20, 20), PhraseLoss.Measure(Phrases.One(0, (probability, [1])), 0, [1], 1));

    [Fact] // -ln(1e-40) = 92.1034
    public void Measure_TargetHasNoMass_CostsLogarithmOfEpsilon()
    {
        var losses = PhraseLoss.Measure(Phrases.One(0, (1f, [1])), 0, [2], 1);

        Assert.Equal(92.1034, losses.Loss, 1e-4);
        Assert.Equal(92.1034, losses.LossVal, 1e-4);
    }

    [Fact]
    public void Measure_ProbabilityAboveOne_CountsAsOne() =>
        AssertLosses(0.5, 0.5, PhraseLoss.Measure(Phrases.One(0, (7f, [1]), (1f, [2])), 0, [1], 1));

    [Fact]
    public void PerTask_UndefinedItem_CountsAsTwentyBesideOthers()
    {
        var answer = Phrases.Of((0, [(1f, [1])]), (0, [(0f, [1])]));

        Assert.Equal(new LossMeasures(10, 10), PhraseLoss.PerTask(answer, [[1], [1]]).Mean);
    }

    [Fact]
    public void PerTask_OtherNumberOfTargets_Throws() => Assert.Throws<ArgumentException>("targets", () => PhraseLoss.PerTask(Answer, [[1], [2]]));

    [Fact]
    public void Measure_NoTarget_Throws() => Assert.Throws<ArgumentException>("target", () => PhraseLoss.Measure(Answer, 0, [], 1));

    [Property] // a probability that is moved to the token that follows never makes the loss worse
    public bool Measure_MassMovesToTarget_NeverLosesMore(byte listed, byte moved)
    {
        var p = listed / 512f;
        var more = p + ((0.5f - p) * moved / 255f);
        double Loss(float q) => PhraseLoss.Measure(Phrases.One(0, (q, [1]), (1 - q, [2])), 0, [1, 2], 1).Loss;
        return Loss(more) <= Loss(p);
    }

    private static void AssertLosses(double probability, double firstProbability, LossMeasures losses, double tolerance = 1e-6)
    {
        Assert.Equal(-Math.Log(probability), losses.Loss, tolerance);
        Assert.Equal(-Math.Log(firstProbability), losses.LossVal, tolerance);
    }
}
