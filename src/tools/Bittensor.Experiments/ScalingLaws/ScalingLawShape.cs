using Bittensor.LocalNetwork.Plots;
using Bittensor.Protocol;
using Bittensor.Validation.Scoring;

namespace Bittensor.Experiments;

/// <summary>The score against model size, and how the power and the floor shape it.</summary>
internal sealed class ScalingLawShape : IExperiment
{
    private const double Step = 0.1, LowFloor = 1;

    private static readonly double[] Powers = [0.25, 0.5, 1];
    private static readonly double Floor = new ScalingLaw().LossFloor;
    private static readonly double Guessing = Math.Log(StandardVocabulary.Size);
    private static readonly double NineTenths = Floor + (0.1 * (Guessing - Floor));

    /// <inheritdoc/>
    public string Name => "scaling-law";

    /// <inheritdoc/>
    public ExperimentReport Run(SampleNetwork network) => new(
        "Scores by a scaling law",
        Finding(network),
        Text(network),
        new ReportPlot("", "How power and floor shape the score", ShapePlot()),
        new ReportPlot("-sizes", "Score against model size", SizePlot(network)));

    private static string Finding(SampleNetwork network)
    {
        var (worst, best) = (network.Axons[0], network.Axons[^1]);
        return $"The law puts the models in the order of their sizes, and takes them for {network.Axons.Min(Ratio):0} to "
            + $"{network.Axons.Max(Ratio):0} times as large as "
            + $"they are: their text is easier than the law's. {best.Name} is "
            + $"{(double)best.Card.Parameters / worst.Card.Parameters:0} times as large as {worst.Name}, by the law "
            + $"{Estimate(best) / Estimate(worst):0} times. At the default power the last tenth of the way from guessing to "
            + $"the floor brings {100 - LastTenth(new ScalingLaw().Power):0} % of "
            + $"the highest score, and what lies below the floor of {Floor} nats brings nothing.";
    }

    private static string Text(SampleNetwork network) => $"""
        ## Model size

        Losses over the whole held-out text, as training measured them. *Share*: part of the three models' scores.

        {Sizes(network)}
        ## What {Step} nats less bring

        Factor by which the score grows, and growth in % of the highest score, that at the floor of {Floor} nats.

        {Gains()}
        Guessing costs {Guessing:0.00} nats. Nine tenths of the way from there to the floor are done at {NineTenths:0.00} nats,
        and the score there is {string.Join(", ", Powers.Select(power => $"{LastTenth(power):0.0} % (power {power})"))} of the
        highest.

        ## Below the floor

        Scores at the default power, at losses that models tuned to their text reach.

        {BelowFloor()}
        ## Round by round, or on the average

        Losses of TextCausalLMNext in {network.Axons[0].Rounds.Count()} rounds of {Tasks.PerRound} tasks; scores at the default
        power. *no floor*: a floor of 0.001 nats.

        {RoundByRound(network)}
        ## What this says

        - **As announced:** the score rewards the last part of the way far more than the first. A higher power does so more: it
          decides how much of all weight the best model gets.
        - **Not as announced:** nothing here tells which factor (data, compute, parameters) made a model better. The law reads one
          number, the loss, as a number of parameters; the real numbers of parameters differ from it by a factor that the text
          decides.
        - **The floor is a cliff.** Just above it {Step} nats are worth most; below it nothing is. A model tuned to its text sees
          no reward for getting better, and all such models get the same score: a validator of such text should lower
          `Scoring__LossFloor`.
        - **The floor also protects.** {Tasks.PerRound} tasks are few, and a mean of the scores of single rounds is made of the
          lucky ones: without a floor one round may decide it (last column). The validator takes the score of the averaged loss,
          where luck evens out first.
        """;

    private static string Sizes(SampleNetwork network) => MarkdownTable.Of(
        [
            "Model", "True loss, nats", "Parameters", "by the law", "Ratio",
            .. Powers.Select(power => $"Score, power {power}"), .. Powers.Select(power => $"Share, power {power}"),
        ],
        network.Axons.Select(axon => SizeCells(axon, network)));

    private static IEnumerable<string> SizeCells(SampleAxon axon, SampleNetwork network)
    {
        var loss = axon.Card.HeldOutNatsPerGpt2Token;
        return
        [
            axon.Name, $"{loss:0.000}", $"{axon.Card.Parameters:#,0}", $"{Estimate(axon):#,0}", $"{Ratio(axon):0.0}",
            .. Powers.Select(power => $"{Score(loss, power):#,0}"),
            .. Powers.Select(power =>
                $"{100 * Score(loss, power) / network.Axons.Sum(other => Score(other.Card.HeldOutNatsPerGpt2Token, power)):0} %"),
        ];
    }

    private static string Gains() => MarkdownTable.Of(
        ["Loss, nats", .. Powers.Select(power => $"factor, power {power}"), .. Powers.Select(power => $"% of highest, power {power}")],
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
        [
            "Model", "Mean loss, nats", "Rounds below the floor, %",
            "Score of the mean loss", "Mean of the rounds' scores", "the same, no floor",
        ],
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

    /// <summary>Score where nine tenths of the way to the floor are done, in % of the highest.</summary>
    private static double LastTenth(double power) => 100 * Score(NineTenths, power) / Score(Floor, power);

    private static double Estimate(SampleAxon axon) => new ScalingLaw().ToParameters(axon.Card.HeldOutNatsPerGpt2Token);

    private static double Ratio(SampleAxon axon) => Estimate(axon) / axon.Card.Parameters;

    private static LinePlot ShapePlot()
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

    private static LinePlot SizePlot(SampleNetwork network)
    {
        double[] sizes = [.. network.Axons.Select(axon => (double)axon.Card.Parameters)];
        PlotSeries[] scores = [.. Powers.Select(power => new PlotSeries(
            $"power {power}: {string.Join(", ", network.Axons.Select(axon => axon.Name))}",
            [.. network.Axons.Select(axon => ((double)axon.Card.Parameters, Score(axon.Card.HeldOutNatsPerGpt2Token, power)))]))];
        PlotSeries[] laws = [.. Powers.Select(power => new PlotSeries(
            $"power {power}: a model of the law", [.. sizes.Select(size => (size, Math.Pow(size, power)))], IsDashed: true))];
        double[] values = [.. scores.Concat(laws).SelectMany(line => line.Points).Select(point => point.Y)];
        return new(PlotAxis.Decades("parameters", sizes), PlotAxis.Decades("score", values), [.. scores, .. laws]);
    }

    private static double Score(double loss, double power) => new ScalingLaw(Power: power).ToScore(loss);
}
