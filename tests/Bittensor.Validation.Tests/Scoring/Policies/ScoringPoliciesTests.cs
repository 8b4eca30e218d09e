using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Policies;

namespace Bittensor.Validation.Tests;

public class ScoringPoliciesTests
{
    private static readonly GroupTerms Terms = new(Synergy: 100, CausalSynergy: 5000, LeaveOneOut: 0.25, Excess: 3);

    [Fact]
    public void Get_EveryName_HasItsPolicy() => Assert.All(
        Enum.GetValues<ScoringPolicy>(), name => Assert.Equal(name, ScoringPolicies.Get(name).Name));

    [Theory] // the score of a loss of 3 is 6812.17; TextCausalLM is in none of them
    [InlineData(ScoringPolicy.Individual, 6812.17)]
    [InlineData(ScoringPolicy.WithSynergy, 6912.17)]
    [InlineData(ScoringPolicy.LeaveOneOut, 0.25)]
    public void ToScore_Policy_IsMadeOfItsTerms(ScoringPolicy policy, double expected) =>
        Assert.Equal(expected, new ScoringOptions { Policy = policy }.ToScore(3, Terms), 0.01);

    [Theory] // 1 + 2 x 3 = 7
    [InlineData(ScoringPolicy.Individual, 6812.17 / 7)]
    [InlineData(ScoringPolicy.WithSynergy, 6912.17 / 7)]
    [InlineData(ScoringPolicy.LeaveOneOut, 0.25 / 7)]
    public void ToScore_DivergenceOn_IsDivided(ScoringPolicy policy, double expected) =>
        Assert.Equal(expected, new ScoringOptions { Policy = policy, Divergence = true, DivergencePenalty = 2 }.ToScore(3, Terms), 0.01);

    [Theory]
    [InlineData(ScoringPolicy.Individual, 6812.17)]
    [InlineData(ScoringPolicy.WithSynergy, 6812.17)]
    [InlineData(ScoringPolicy.LeaveOneOut, 0)]
    public void ToScore_NothingMeasured_IsTheIndividualPart(ScoringPolicy policy, double expected) =>
        Assert.Equal(expected, new ScoringOptions { Policy = policy, Divergence = true }.ToScore(3, GroupTerms.None), 0.01);

    [Fact]
    public void ToScore_GroupDoesBetterWithout_IsNothing() =>
        Assert.Equal(0, new ScoringOptions { Policy = ScoringPolicy.LeaveOneOut }.ToScore(3, new(LeaveOneOut: -0.5)));
}
