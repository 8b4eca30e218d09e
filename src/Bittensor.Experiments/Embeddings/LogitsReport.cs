using Bittensor.Plots;
using Bittensor.Protocol;

namespace Bittensor.Experiments;

/// <summary>Writes what was found about logits and embeddings.</summary>
/// <param name="network">The axons.</param>
/// <param name="vocabulary">Tokens that decoders tell apart.</param>
/// <param name="methods">Ways to measure.</param>
/// <param name="costs">What each axon costs.</param>
/// <param name="taskCounts">Numbers of tasks to draw.</param>
internal sealed class LogitsReport(
    SampleNetwork network, ReducedVocabulary vocabulary, Method[] methods, CostRow[] costs, int[] taskCounts)
{
    public ExperimentReport Write() => new("Logits instead of embeddings", "TBD", $"{vocabulary.Classes} classes, of {StandardVocabulary.Size}\n{Accuracy()}\n{LossTable()}\n{CostTable()}", Plot());

    private string Accuracy() => MarkdownTable.Of(
        ["Order of the three is right, % of draws", .. taskCounts.Select(tasks => $"{tasks} tasks")],
        methods.Select(method => taskCounts.Select(tasks => $"{100 * method.Accuracy(tasks):0.0}").Prepend(method.Name)));

    private string LossTable() => MarkdownTable.Of(
        ["Mean loss, nats", .. network.Axons.Select(axon => axon.Name), "nano, states repeated"],
        methods.Select(method => method.Losses.Select(losses => $"{losses.Average():0.000}").Prepend(method.Name).Append($"{method.Repeated:0.000}"))
            .Append(network.Axons.Select(axon => $"{axon.Card.HeldOutNatsPerGpt2Token:0.000}").Prepend("whole held-out text (true)")));

    private string CostTable() => MarkdownTable.Of(
        ["A round of 8 tasks, one axon", "Hidden states, kB", "Score, ms CPU", "Train, ms CPU", "TextCausalLM, kB", "Score, ms CPU", "TextCausalLMNext, kB", "Score, ms CPU"],
        costs.Select(row => new[]
        {
            row.Axon, Kilobytes(row.HiddenStates), Time(row.HiddenStates.ReadAndScore), Time(row.HiddenStates.Train),
            Kilobytes(row.CausalLM), Time(row.CausalLM.ReadAndScore), Kilobytes(row.Next), Time(row.Next.ReadAndScore),
        }));

    private LinePlot Plot() => new(
        new("tasks", [.. taskCounts.Select(tasks => (double)tasks)], IsLogarithmic: true),
        new("draws with the right order, %", [0, 20, 40, 60, 80, 100]),
        [.. methods.Select(method => new PlotSeries(
            method.Name, [.. taskCounts.Select(tasks => ((double)tasks, 100 * method.Accuracy(tasks)))], method.IsHeldBack))]);

    private static string Kilobytes(ValidatorCost cost) => $"{cost.Bytes / 1000:0.0}";

    private static string Time(double milliseconds) => $"{milliseconds:0.0}";
}
