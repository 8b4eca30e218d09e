using Bittensor.Plots;
using Bittensor.Scoring;

namespace Bittensor.Experiments;

/// <summary>The score against model size, and how the power and the floor shape it.</summary>
internal sealed class ScalingLawShape : IExperiment
{
    private const double Step = 0.1, LowFloor = 1;

    private static readonly double[] Powers = [0.25, 0.5, 1];
    private static readonly double Floor = new ScalingLaw().LossFloor;

    /// <inheritdoc/>
    public string Name => "scaling-law";

    /// <inheritdoc/>
    public ExperimentReport Run(SampleNetwork network) => new(
        "Scores by a scaling law", "TBD",
        $"{Sizes(network)}\n{Gains()}\n{BelowFloor()}\n{RoundByRound(network)}\n{LastTenth()}",
        Plot());

    private static string Sizes(SampleNetwork network) => MarkdownTable.Of(
        ["Model", "True loss, nats", "Parameters", "Parameters by the law", "Ratio", .. Powers.Select(power => $"Score, power {power}"), .. Powers.Select(power => $"Share, power {power}")],
        network.Axons.Select(axon => SizeCells(axon, network)));

    private static IEnumerable<string> SizeCells(SampleAxon axon, SampleNetwork network)
    {
        var loss = axon.Card.HeldOutNatsPerGpt2Token;
        var estimate = new ScalingLaw().ToParameters(loss);
        return
        [
            axon.Name, $"{loss:0.000}", $"{axon.Card.Parameters:#,0}", $"{estimate:#,0}", $"{estimate / axon.Card.Parameters:0.0}",
            .. Powers.Select(power => $"{Score(loss, power):#,0}"),
            .. Powers.Select(power => $"{100 * Score(loss, power) / network.Axons.Sum(other => Score(other.Card.HeldOutNatsPerGpt2Token, power)):0} %"),
        ];
    }

    private static string Gains() => MarkdownTable.Of(
        ["Loss, nats", .. Powers.Select(power => $"Factor, power {power}"), .. Powers.Select(power => $"% of the highest score, power {power}")],
        new[] { 4, 3.5, 3, 2.5, 2, 1.8, 1.75, 1.69 }.Select(loss => new[] { $"{loss:0.00}" }
            .Concat(Powers.Select(power => $"{Score(loss - Step, power) / Score(loss, power):0.00}"))
            .Concat(Powers.Select(power => $"{100 * (Score(loss - Step, power) - Score(loss, power)) / Score(Floor, power):0.00}"))));

    private static string BelowFloor() => MarkdownTable.Of(
        ["Loss, nats", $"Score, floor {Floor}", $"Score, floor {LowFloor}"],
        new[] { 1.8, 1.69, 1.6, 1.4, 1.2, 1 }.Select(loss => new[]
        {
            $"{loss:0.00}", $"{new ScalingLaw().ToScore(loss):#,0}", $"{new ScalingLaw(LowFloor).ToScore(loss):#,0}",
        }));

    private static string RoundByRound(SampleNetwork network) => MarkdownTable.Of(
        ["Model", "Mean loss, nats", "Rounds below the floor, %", "Score of the mean loss", "Mean of the rounds' scores", "The same without floor"],
        network.Axons.Select(RoundCells));

    private static string[] RoundCells(SampleAxon axon)
    {
        double[] rounds = [.. axon.NextLosses().Select(tasks => tasks.Average())];
        return
        [
            axon.Name, $"{rounds.Average():0.000}", $"{100d * rounds.Count(loss => loss < Floor) / rounds.Length:0}",
            $"{new ScalingLaw().ToScore(rounds.Average()):#,0}", $"{rounds.Average(new ScalingLaw().ToScore):#,0}",
            $"{rounds.Average(new ScalingLaw(LossFloor: 1e-3).ToScore):#,0}",
        ];
    }

    private static string LastTenth()
    {
        var start = Math.Log(Protocol.StandardVocabulary.Size);
        var loss = Floor + (0.1 * (start - Floor));
        return $"last tenth from {start:0.00} to {Floor}: {loss:0.00}; score there in % of highest: " + string.Join(
            ", ", Powers.Select(power => $"{100 * Score(loss, power) / Score(Floor, power):0.0}"));
    }

    private static LinePlot Plot()
    {
        double[] losses = [.. Enumerable.Range(0, 61).Select(index => 1 + (0.05 * index))];
        PlotSeries Line(double power, double floor) => new(
            $"power {power}, floor {floor}",
            [.. losses.Select(loss => (loss, new ScalingLaw(floor, power).ToScore(loss) / Score(Floor, power)))],
            IsDashed: floor != Floor);
        return new(
            new("loss, nats", [1, 1.5, 2, 2.5, 3, 3.5, 4]),
            PlotAxis.Decades("score, of that at 1.69 nats", [1e-5, 1e3]),
            [.. Powers.Select(power => Line(power, Floor)), .. Powers.Select(power => Line(power, LowFloor))]);
    }

    private static double Score(double loss, double power) => new ScalingLaw(Power: power).ToScore(loss);
}
