using Bittensor.LocalNetwork.Plots;
using Bittensor.Protocol;

namespace Bittensor.Experiments;

/// <summary>Writes what was found about logits and embeddings.</summary>
/// <param name="network">The axons.</param>
/// <param name="vocabulary">Tokens that decoders tell apart.</param>
/// <param name="methods">Ways to measure; those that look at the next token only are last, TextCausalLMNext after them.</param>
/// <param name="costs">What each axon costs.</param>
internal sealed class LogitsReport(SampleNetwork network, ReducedVocabulary vocabulary, Method[] methods, CostRow[] costs)
{
    private const int TasksOfRound = Tasks.PerRound;

    /// <summary>Loss above which no listed phrase agreed with the held-back text, and no floor was left, in nats.</summary>
    private const double Missed = 20;

    private static readonly int[] TaskCounts = [1, 2, 4, 8, 16, 32];

    /// <summary>Decoders at each checkpoint, over all positions.</summary>
    private Method[] Decoders => Array.FindAll(methods, method => method is { IsHeldBack: false, Repeated: not null });

    private Method CausalLM => methods.Single(method => method is { IsHeldBack: false, Repeated: null });

    private Method Next => methods[^1];

    /// <summary>Writes the report.</summary>
    public ExperimentReport Write() => new(
        "Logits instead of embeddings", Finding(), Text(), new ReportPlot("", "How often the order of the models comes out right", Plot()));

    private string Finding() =>
        $"From {TasksOfRound} tasks the order of the three models comes out right in {Percent(CausalLM)} of draws with "
        + $"TextCausalLM, in "
        + $"{Percent(Next)} with TextCausalLMNext, which scores are made of, and in {Percent(Decoders[^1])} with decoders after "
        + $"{DecoderTraining.Checkpoints[^1]} rounds of training. A round of one axon takes "
        + $"{Range(cost => cost.Next.ReadAndScore, "0.00")} ms of the "
        + $"validator's processor with TextCausalLMNext and "
        + $"{Range(cost => cost.HiddenStates.ReadAndScore + cost.HiddenStates.Train, "0")} ms with a "
        + $"decoder; {Range(cost => cost.Next.Bytes / 1000, "0")} kB on the wire against "
        + $"{Range(cost => cost.HiddenStates.Bytes / 1000, "0")} kB.";

    private string Text() => $"""
        ## Method

        The three sample models answer {network.Axons[0].Training.Count + network.Axons[0].Test.Count} rounds of {TasksOfRound}
        tasks of {Tasks.Shown} + {Tasks.HeldBack} tokens through the axon's own handlers, and the validator reads the compact
        form.

        - **Before the update**: hidden states. The validator has one decoder an axon, a linear layer without bias and a softmax,
          trained by Adam, one step a task. To save time it tells only {vocabulary.Classes} classes apart: the tokens that occur
          twice or more in the training text, and one for all others, whose probability they share. Training and test text do not
          overlap, and no training task is seen twice.
        - **After it**: the answers' own probabilities, TextCausalLM at every position and TextCausalLMNext at the held-back text.

        The order is right where the mean losses fall from nano to micro to small, as those over the whole held-out text do
        ({string.Join(", ", network.Axons.Select(axon => $"{axon.Card.HeldOutNatsPerGpt2Token:0.000}"))} nats). 4,000 draws of
        tasks from {network.Axons[0].Test.Count * TasksOfRound} that no decoder has seen.

        ## Order of the three models is right, % of draws

        {AccuracyTable()}
        ## Mean losses, nats per standard token

        {LossTable()}
        *nano x4*: nano repeats every hidden state four times, and knows no more than before.

        ## What a round of {TasksOfRound} tasks costs for one axon

        Processor time of the validator to read, check and score (*score*) and to train the decoder with the same round (*train*).

        {CostTable()}
        ## What this says

        - **Accuracy.** With enough fresh text to train on, decoders order these models as well as logits do, and from few tasks
          better: that the update improves accuracy is not confirmed here. What is: a decoder's loss tells how far its training
          is, too. After {DecoderTraining.Checkpoints[0]} rounds it lies {Gap(0)} nats above what the model itself knows, after
          {DecoderTraining.Checkpoints[^1]} still {Gap(^1)}.
        - **Wider states learn faster, whatever is in them.** With few rounds the order looks right because the better models are
          the wider ones: *nano x4* then has a lower loss than small, and knows no more than nano.
        - **Where the announcement is too kind.** At equal tasks TextCausalLMNext tells less than TextCausalLM: it looks at one
          place of a task where that looks at {Tasks.Shown - 1}. It is used for scores all the same, because TextCausalLM's
          visible tokens can be copied ([dishonest axons](../dishonest-axons.md)).
        - **A small vocabulary costs an axon more than its model deserves** in TextCausalLMNext: {MissedShare(0)} of nano's tasks
          (micro: {MissedShare(1)}, small: {MissedShare(2)}) have a loss above {Missed} nats. nano lists all of its 4,096 tokens,
          so that its floor is 0, and where the held-back text begins with a standard token that no single token of nano's spells
          the mass is 0 and the loss 92 nats, -ln 1e-40, as in the reference.
        - **Bytes.** TextCausalLM with {new TextCausalLM().TopK} entries a position is smaller than hidden states only from a
          width of about {CausalWidth():0} on ({Range(cost => cost.CausalLM.Bytes / 1000, "0")} kB against
          {Range(cost => cost.HiddenStates.Bytes / 1000, "0")} kB). TextCausalLMNext always is.
        - **Processor.** With the whole vocabulary instead of {vocabulary.Classes} classes a decoder's times grow
          {(double)StandardVocabulary.Size / vocabulary.Classes:0} times, and its memory too:
          {4d * StandardVocabulary.Size * 1024 / 1e6:0} MB an axon at a width of 1,024, without Adam's averages.
        """;

    private string AccuracyTable() => MarkdownTable.Of(
        ["Tasks", .. TaskCounts.Select(tasks => $"{tasks}")],
        methods.Select(method => TaskCounts.Select(tasks => $"{100 * method.Accuracy(tasks):0.0}").Prepend(method.Name)));

    private string LossTable() => MarkdownTable.Of(
        ["", .. network.Axons.Select(axon => axon.Name), "nano x4"],
        methods.Select(method => method.Losses
            .Select(losses => $"{losses.Average():0.000}")
            .Prepend(method.Name)
            .Append($"{method.Repeated:0.000}")));

    private string CostTable() => MarkdownTable.Of(
        [
            "", "Hidden states, kB", "score, ms", "train, ms", "TextCausalLM, kB", "score, ms", "TextCausalLMNext, kB", "score, ms",
        ],
        costs.Select(row => new[]
        {
            row.Axon, Kilobytes(row.HiddenStates), Time(row.HiddenStates.ReadAndScore), Time(row.HiddenStates.Train),
            Kilobytes(row.CausalLM), Time(row.CausalLM.ReadAndScore), Kilobytes(row.Next), Time(row.Next.ReadAndScore),
        }));

    private LinePlot Plot() => new(
        new("tasks", [.. TaskCounts.Select(tasks => (double)tasks)], IsLogarithmic: true),
        new("draws in which the order of the three models is right, %", [0, 20, 40, 60, 80, 100]),
        [.. methods.Select(method => new PlotSeries(
            method.Name, [.. TaskCounts.Select(tasks => ((double)tasks, 100 * method.Accuracy(tasks)))], method.IsHeldBack))]);

    /// <summary>How far the decoders' losses at a checkpoint lie above those of the models' own distributions.</summary>
    private string Gap(Index checkpoint)
    {
        var decoder = Decoders[checkpoint];
        double[] gaps = [.. decoder.Losses.Zip(CausalLM.Losses, (decoded, causal) => decoded.Average() - causal.Average())];
        return $"{gaps.Min():0.0} to {gaps.Max():0.0}";
    }

    private string MissedShare(int axon) => $"{100d * Next.Losses[axon].Count(loss => loss > Missed) / Next.Losses[axon].Length:0.0} %";

    /// <summary>Width at which float32 hidden states are as large as TextCausalLM.</summary>
    private double CausalWidth() => costs.Average(cost => cost.CausalLM.Bytes) / (TasksOfRound * Tasks.Shown * sizeof(float));

    private string Range(Func<CostRow, double> value, string format) =>
        $"{costs.Min(value).ToString(format)} to {costs.Max(value).ToString(format)}";

    private static string Percent(Method method) => $"{100 * method.Accuracy(TasksOfRound):0} %";

    private static string Kilobytes(ValidatorCost cost) => $"{cost.Bytes / 1000:0.0}";

    private static string Time(double milliseconds) => $"{milliseconds:0.0}";
}
