using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Validation.Tests;

/// <summary>An axon that keeps silent in rounds that it does not like.</summary>
public class SilenceTests
{
    private const int Rounds = 2000, WarmUp = 200, Others = 9;

    private static readonly ScoringOptions Options = new();

    [Theory] // rounds of a few tasks differ by most of a nat; the axon knows the hard ones perfectly and answers that share of the rest
    [InlineData(0.9)]
    [InlineData(0.7)]
    [InlineData(0.5)]
    [InlineData(0.2)]
    public void Next_OnlyEasyRoundsAnswered_ScoresLessThanAnsweringAll(double share)
    {
        var (honest, chooser) = Play(share, round => round);

        Assert.True(chooser < honest, $"Choosing gains {chooser / honest:P0}.");
    }

    [Fact] // what the test above would find if silence in a hard round left the loss as it was
    public void Next_DifficultyNotCounted_ChoosingWouldPay()
    {
        var (honest, chooser) = Play(0.5, _ => 0);

        Assert.True(chooser > 1.5 * honest, $"Choosing gains {chooser / honest:P0} only.");
    }

    [Fact] // an outage in ordinary rounds costs the rounds, and no more
    public void Next_SilentInOrdinaryRounds_LosesJustThoseRounds()
    {
        var axon = Enumerable.Range(0, 200).Aggregate(AxonStatistics.New("k"), (axon, round) => axon.Next(round % 2 == 0 ? Measures(3) : null, Options));

        Assert.Equal(3, axon.Loss!.Value, 1e-9);
        Assert.Equal(0.5, axon.ZeroingScore / axon.Score!.Value, 0.05);
    }

    [Fact] // ten rounds of a new hotkey are worth 1 - 0.9^10 of the score: who starts again to forget a bad average starts at nothing
    public void For_NewHotkey_StartsAtNothing()
    {
        var old = Enumerable.Range(0, 100).Aggregate(AxonStatistics.New("k"), (axon, _) => axon.Next(Measures(3), Options));
        var fresh = Enumerable.Range(0, 10).Aggregate(old.For("other"), (axon, _) => axon.Next(Measures(3), Options));

        Assert.Equal(1 - Math.Pow(0.9, 10), fresh.ZeroingScore / old.ZeroingScore, 1e-3);
    }

    private static AxonMeasures Measures(double loss) => new(new(loss, loss), null, 1);

    /// <summary>Mean zeroing scores of two axons with the same model: one answers always, one only in the easiest rounds.</summary>
    private static (double Honest, double Chooser) Play(double share, Func<double, double> counted)
    {
        var random = new Random(7);
        double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] hardness = [.. Enumerable.Range(0, Rounds).Select(_ => 0.7 * Gauss())];
        var limit = hardness.Order().ElementAt((int)(share * Rounds) - 1);
        var (sumHonest, sumChooser) = (0d, 0d);
        var chooser = AxonStatistics.New("chooser");
        AxonStatistics[] others = [.. Enumerable.Repeat(AxonStatistics.New("other"), Others)];
        foreach (var (round, hard) in hardness.Index())
        {
            double[] losses = [.. Enumerable.Range(0, Others).Select(axon => 3 + (axon * 0.1) + hard + (0.1 * Gauss()))];
            var difficulty = RoundDifficulty.Of(others.Zip(losses, (axon, loss) => (axon.Loss, (double?)loss)));
            chooser = chooser.Next(hard > limit ? null : Measures(3 + hard + (0.1 * Gauss())), Options, difficulty: counted(difficulty));
            others = [.. others.Zip(losses, (axon, loss) => axon.Next(Measures(loss), Options))];
            sumHonest += round < WarmUp ? 0 : others[0].ZeroingScore;
            sumChooser += round < WarmUp ? 0 : chooser.ZeroingScore;
        }

        return (sumHonest, sumChooser);
    }
}
