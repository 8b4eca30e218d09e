using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Policies;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

/// <summary>Axons that answer with what another one says, or that play together.</summary>
public class CopiesTests
{
    private static readonly double[] Original = [2, 4, 3, 3], Else = [4, 3, 2, 4];

    private static double[] Scores(ScoringPolicy policy, params double[][] losses)
    {
        var options = new ScoringOptions { Policy = policy };
        var terms = RoundComparison.Of([.. losses.Select(axon => new ComparisonInputs(axon, null, null))], options);
        return [.. losses.Zip(terms, (axon, term) => options.ToScore(axon.Average(), term))];
    }

    [Theory]
    [InlineData(ScoringPolicy.Individual)]
    [InlineData(ScoringPolicy.WithSynergy)]
    [InlineData(ScoringPolicy.LeaveOneOut)]
    public void Scores_CopyOfAnother_GetsTheSameAndNoMore(ScoringPolicy policy)
    {
        var scores = Scores(policy, Original, Else, Original);

        Assert.Equal(scores[0], scores[2], 1e-9 * scores[0]);
    }

    [Fact] // as the update wants it: equal models, equal scores, however many they are
    public void Scores_IndividualAndCopied_AreNotLower() =>
        Assert.Equal(Scores(ScoringPolicy.Individual, Original, Else)[0], Scores(ScoringPolicy.Individual, Original, Else, Original, Original)[0]);

    [Fact] // the policy for networks where copies are the greater evil: all of them together are worth less than the one was
    public void Scores_LeaveOneOutAndCopied_FallForAllCopiesTogether()
    {
        var alone = Scores(ScoringPolicy.LeaveOneOut, Original, Else)[0];
        var copied = Scores(ScoringPolicy.LeaveOneOut, Original, Else, Original, Original);

        Assert.True(copied[0] + copied[2] + copied[3] < alone);
    }

    [Property] // two uids answer half of what one model knows each, and badly for the rest, to be worth more together
    public bool Scores_KnowledgeSplitOverTwoUids_AreBelowHonestOnes(byte loss, byte bad)
    {
        var known = 1.7 + (loss / 64d);
        var hidden = known + 0.5 + (bad / 32d);
        var honest = Scores(ScoringPolicy.WithSynergy, [known, known], [known, known]);
        var split = Scores(ScoringPolicy.WithSynergy, [known, hidden], [hidden, known]);
        return split.Sum() < honest.Sum();
    }

    [Fact] // the divergence penalty: one of thirty that answers unlike all others, as well as they do
    public void Scores_UnlikeAllOthers_AreDividedWhereDivergenceCounts()
    {
        var options = new ScoringOptions { Divergence = true };
        ComparisonInputs Of(int token) => new(Original, null, new([0, 1], [token], [0.9f]));

        var terms = RoundComparison.Of([.. Enumerable.Repeat(Of(1), 29), Of(2)], options);

        Assert.True(options.ToScore(3, terms[29]) < options.ToScore(3, terms[0]) / 2);
    }
}
