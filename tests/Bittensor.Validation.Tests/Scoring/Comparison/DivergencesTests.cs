using Bittensor.Validation.Scoring.Comparison;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class DivergencesTests
{
    private static readonly FirstTokens Usual = Of((1, 0.6f), (2, 0.4f)), Other = Of((1, 0.2f), (3, 0.8f));

    [Fact] // mean 0.4 0.2 0.4 on tokens 1 2 3; computed apart from this code
    public void Of_TwoAnswers_HaveHellingerDistanceFromTheirMean()
    {
        var found = Divergences.Of([Usual, Other]);

        Assert.Equal(0.4767172526, found[0].Distance, 1e-7);
        Assert.Equal(0.3891938625, found[1].Distance, 1e-7);
        Assert.Equal([0, 0], found.Select(axon => axon.Excess)); // of two, neither is more than a deviation above their mean
    }

    [Fact]
    public void Of_OneAmongMany_ExceedsAlone()
    {
        var found = Divergences.Of([.. Enumerable.Repeat(Usual, 11), Other]);

        Assert.All(found[..11], axon => Assert.Equal(0, axon.Excess));
        Assert.InRange(found[11].Excess, 5, 10);
        Assert.True(found[11].Distance > found[0].Distance);
    }

    [Fact] // 9 at 0.1 and one at 0.5: mean 0.14, deviation 0.1265, 1.846 deviations beyond the first; four at 1 and one at 5: 0.789
    public void Excesses_Outlier_IsCubeOfDeviationsBeyondTheFirst()
    {
        Assert.Equal(6.2911538, Divergences.Excesses([.. Enumerable.Repeat(0.1, 9), 0.5])[9], 1e-6);
        Assert.Equal(0.4908972, Divergences.Excesses([1, 1, 1, 1, 5])[4], 1e-6);
    }

    [Fact]
    public void Excesses_FarOutlier_IsTenAtMost() => Assert.Equal(10, Divergences.Excesses([.. Enumerable.Repeat(0.1, 99), 0.9])[99]);

    [Fact] // the reference divides 0 by 0 and has NaN
    public void Of_OneAnswer_HasNothingToDifferFrom() => Assert.Equal(0, Assert.Single(Divergences.Of([Usual])).Excess);

    [Fact] // a thousand servers of one model on several machines: the last bits differ, and one differs most
    public void Of_DifferencesOfRounding_AreNoExcess()
    {
        var answers = Enumerable.Range(0, 1000).Select(axon => Of((1, axon == 7 ? 0.6000001f : 0.6f), (2, 0.4f)));

        Assert.All(Divergences.Of([.. answers]), axon => Assert.InRange(axon.Excess, 0, 1e-2));
    }

    [Fact]
    public void Of_NobodyAnswered_IsEmpty() => Assert.Empty(Divergences.Of([]));

    [Fact]
    public void Of_OtherNumberOfTasks_Throws() =>
        Assert.Throws<ArgumentException>("answers", () => Divergences.Of([Usual, new([0, 1, 2], [1, 1], [1, 1])]));

    [Property]
    public bool Of_IdenticalAnswers_DoNotDiverge(byte[] weights, byte axons)
    {
        var answer = Of([.. weights.Select((weight, token) => (token, weight / 255f / Math.Max(1, weights.Length)))]);
        return Divergences.Of([.. Enumerable.Repeat(answer, 2 + (axons % 50))]).All(axon => axon is { Distance: < 1e-6, Excess: 0 });
    }

    [Property]
    public bool Of_AnyAnswers_StayWithinBounds(byte[][] axons)
    {
        FirstTokens[] answers = [.. axons.Where(weights => weights is not null).Select(
            weights => Of([.. weights.Select((weight, token) => (token, weight / 255f / Math.Max(1, weights.Length)))]))];
        return Divergences.Of(answers).All(axon => axon is { Distance: >= 0 and <= 1, Excess: >= 0 and <= 10 });
    }

    private static FirstTokens Of(params (int Token, float Probability)[] entries) =>
        new([0, entries.Length], [.. entries.Select(entry => entry.Token)], [.. entries.Select(entry => entry.Probability)]);
}
