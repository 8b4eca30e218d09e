using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Policies;
using Bittensor.Validation.Scoring.Statistics;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class AxonStatisticsTests
{
    private static readonly ScoringOptions Options = new();

    private static AxonMeasures Measures(double loss, double seconds = 1) => new(new(loss, loss + 1), null, seconds);

    [Fact] // parameters(3) = 4.6406e7, score 6812.2; plain series start at the value, the zeroing one at a tenth of it
    public void Next_FirstAnswer_StartsPlainSeriesAtValue()
    {
        var after = AxonStatistics.New("k").Next(Measures(3), Options);

        Assert.Equal(3, after.Loss);
        Assert.Equal(4, after.LossVal);
        Assert.Equal(6812.2, after.Score!.Value, 0.5);
        Assert.Equal(681.22, after.ZeroingScore, 0.05);
        Assert.Equal((1L, 1L), (after.Queried, after.Answered));
    }

    [Fact] // loss 0.9*3 + 0.1*2.5 = 2.95: parameters 5.789e7, score 7608.7, not the mean of two scores
    public void Next_SecondAnswer_ScoresMovingAverageOfLoss()
    {
        var after = AxonStatistics.New("k").Next(Measures(3), Options).Next(Measures(2.5), Options);

        Assert.Equal(2.95, after.Loss!.Value, 1e-12);
        Assert.Equal(5.789e7, after.EstimatedParameters!.Value, 5e4);
        Assert.Equal((0.9 * 6812.2) + (0.1 * 7608.7), after.Score!.Value, 1);
        Assert.Equal((0.9 * 681.22) + (0.1 * 7608.7), after.ZeroingScore, 1);
    }

    [Fact]
    public void Next_NoAnswer_MovesOnlyZeroingScore()
    {
        var before = AxonStatistics.New("k").Next(Measures(3), Options);

        var after = before.Next(null, Options);

        Assert.Equal(before with { Queried = 2, PreviousLoss = 3, ZeroingScore = before.ZeroingScore * 0.9 }, after);
        Assert.Equal(0.5, after.ShareAnswered);
    }

    [Fact] // 0.9*3 + 0.1*(3 + 0.8) = 3.08
    public void Next_NoAnswerInAHarderRound_MovesLossAsAnAnswerWould()
    {
        var before = AxonStatistics.New("k").Next(Measures(3), Options);

        var after = before.Next(null, Options, difficulty: 0.8);

        Assert.Equal(3.08, after.Loss!.Value, 1e-12);
        Assert.Equal(new ScalingLaw().ToParameters(3.08), after.EstimatedParameters!.Value, 1);
        Assert.Equal((before.Score, before.LossVal, 3d), (after.Score, after.LossVal, after.PreviousLoss));
        Assert.Null(AxonStatistics.New("k").Next(null, Options, difficulty: 0.8).Loss);
    }

    [Fact]
    public void Next_CausalServedOnce_KeepsItsSeries()
    {
        var first = AxonStatistics.New("k").Next(Measures(3) with { Causal = new(5, 6) }, Options);

        Assert.Equal((5d, 6d), (first.CausalLoss, first.CausalLossVal));
        Assert.Equal(5, first.Next(Measures(3), Options).CausalLoss);
        Assert.Equal(4.9, first.Next(Measures(3) with { Causal = new(4, 6) }, Options).CausalLoss!.Value, 1e-12);
    }

    [Fact] // synergy 0.9*100 + 0.1*200 = 110, excess 0.9*2 + 0.1*0 = 1.8: (6812.2 + 110) / 2.8
    public void Next_TermsOfTheGroup_ScoreTheirMovingAverages()
    {
        var options = new ScoringOptions { Policy = ScoringPolicy.WithSynergy, Divergence = true };

        var after = AxonStatistics.New("k")
            .Next(Measures(3), options, new(Synergy: 100, Excess: 2))
            .Next(Measures(3), options, new(Synergy: 200, Excess: 0));

        Assert.Equal(110, after.Group.Synergy!.Value, 1e-9);
        Assert.Equal((0.9 * 6912.2 / 3) + (0.1 * 6922.2 / 2.8), after.Score!.Value, 0.5);
    }

    [Fact]
    public void Next_TermNotMeasured_KeepsItsAverage()
    {
        var before = AxonStatistics.New("k").Next(Measures(3), Options, new(Synergy: 100, LeaveOneOut: 0.5));

        Assert.Equal(before.Group, before.Next(Measures(3), Options).Group);
        Assert.Equal(before.Group, before.Next(null, Options, new(Synergy: 7)).Group);
    }

    [Fact]
    public void For_AnotherHotkey_StartsAgain()
    {
        var before = AxonStatistics.New("k").Next(Measures(3), Options);

        Assert.Same(before, before.For("k"));
        Assert.Equal(AxonStatistics.New("other"), before.For("other"));
    }

    [Property] // equal models score equal, whatever happens around them
    public bool Next_SameAnswers_SameStatistics(byte[] losses) =>
        Enumerable.Range(0, 2)
            .Select(_ => losses.Aggregate(AxonStatistics.New("k"), (axon, loss) => axon.Next(loss < 20 ? null : Measures(loss / 20d), Options)))
            .Distinct().Count() == 1;

    [Property]
    public bool Next_AnyHistory_ZeroingScoreNeverAbovePlain(bool[] answered)
    {
        var after = answered.Aggregate(AxonStatistics.New("k"), (axon, hit) => axon.Next(hit ? Measures(3) : null, Options));
        return after.ZeroingScore <= (after.Score ?? 0) + 1e-9;
    }
}
