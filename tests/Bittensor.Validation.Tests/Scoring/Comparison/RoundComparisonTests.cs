using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Policies;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class RoundComparisonTests
{
    private static readonly FirstTokens Tokens = new([0, 1, 2], [5, 6], [0.5f, 0.5f]);

    private static readonly ComparisonInputs Odd = new([2, 4], [4, 2], Tokens), Even = new([4, 2], [2, 4], Tokens);

    private static ScoringOptions With(ScoringPolicy policy, bool divergence = false) => new() { Policy = policy, Divergence = divergence };

    [Fact]
    public void Of_Individual_ComparesNothing() =>
        Assert.Equal([GroupTerms.None, GroupTerms.None], RoundComparison.Of([Odd, Even], With(ScoringPolicy.Individual)));

    [Fact] // the pair loses 2.56622 where one alone loses 3: scores 19033.53 and 6812.17; a half of that, divided by two axons
    public void Of_WithSynergy_HasThatOfBothSynapses()
    {
        var terms = RoundComparison.Of([Odd, Even], With(ScoringPolicy.WithSynergy));

        Assert.All(terms, axon => Assert.Equal((19033.5296 - 6812.1737) / 4, axon.Synergy!.Value, 1e-3));
        Assert.All(terms, axon => Assert.Equal(axon.Synergy!.Value, axon.CausalSynergy!.Value, 1e-9));
        Assert.All(terms, axon => Assert.Null(axon.LeaveOneOut));
    }

    [Fact]
    public void Of_LeaveOneOut_HasThatAlone()
    {
        var terms = RoundComparison.Of([Odd, Odd, Even], With(ScoringPolicy.LeaveOneOut));

        Assert.Equal(terms[0].LeaveOneOut, terms[1].LeaveOneOut);
        Assert.True(terms[2].LeaveOneOut > terms[0].LeaveOneOut);
        Assert.All(terms, axon => Assert.Null(axon.Synergy));
    }

    [Theory]
    [InlineData(ScoringPolicy.Individual)]
    [InlineData(ScoringPolicy.WithSynergy)]
    [InlineData(ScoringPolicy.LeaveOneOut)]
    public void Of_DivergenceOn_AddsExcessToAnyPolicy(ScoringPolicy policy)
    {
        ComparisonInputs other = new([3, 3], null, new([0, 1, 2], [7, 8], [0.9f, 0.9f]));

        var terms = RoundComparison.Of([.. Enumerable.Repeat(Odd, 11), other], With(policy, divergence: true));

        Assert.All(terms[..11], axon => Assert.Equal(0, axon.Excess));
        Assert.InRange(terms[11].Excess!.Value, 5, 10);
        Assert.All(RoundComparison.Of([Odd, other], With(policy)), axon => Assert.Null(axon.Excess));
    }

    public static TheoryData<ComparisonInputs?> BadRows => new()
    {
        (ComparisonInputs?)null,
        new ComparisonInputs([], null, null),
        new ComparisonInputs([2], [4, 2, 1], new([0, 1], [5], [1])),
        new ComparisonInputs([double.NaN, 1], [double.PositiveInfinity, 1], new([0, 1, 9], [5, 6], [1, 1])),
        new ComparisonInputs([-1, 1], [-1, 1], new([0, 1, 2], [5, 60000], [1, 1])),
        new ComparisonInputs([1e300, double.MaxValue], null, new([0, 1, 2], [5, 6], [float.NaN, 1])),
    };

    [Theory] // the others are compared as if the row were not there, but for the last, whose losses are absurd but numbers
    [MemberData(nameof(BadRows))]
    public void Of_BadRow_CostsOthersNothing(ComparisonInputs? bad)
    {
        foreach (var policy in Enum.GetValues<ScoringPolicy>())
        {
            var terms = RoundComparison.Of([Odd, bad, Even], With(policy, divergence: true));
            var without = RoundComparison.Of([Odd, Even], With(policy, divergence: true));

            Assert.Equal(without[0].Excess, terms[0].Excess);
            Assert.Equal(without[0].CausalSynergy, terms[0].CausalSynergy);
            Assert.True(terms.All(axon => double.IsFinite(axon.Synergy ?? 0) && double.IsFinite(axon.LeaveOneOut ?? 0)));
        }
    }

    [Fact]
    public void Of_NobodyAnswered_HasNoTerms() => Assert.Equal(
        [GroupTerms.None, GroupTerms.None], RoundComparison.Of([null, null], With(ScoringPolicy.WithSynergy, divergence: true)));

    [Property] // a closing step that is run again must come to the same to the last bit
    public bool Of_SameAnswers_SameTerms(byte[] drawn)
    {
        ComparisonInputs?[] answers = [.. drawn.Select(value => value % 7 == 0 ? null : new ComparisonInputs([value / 20d, 3], [value / 30d], null))];
        var options = With(ScoringPolicy.WithSynergy, divergence: true);
        return RoundComparison.Of(answers, options).SequenceEqual(RoundComparison.Of(answers, options));
    }
}
