using System.Text;
using Bittensor.LocalNetwork.Plots;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>The measures as Markdown.</summary>
internal static class MeasuresTable
{
    /// <summary>Two tables: what every round took, and what the last round of each size asked of storage.</summary>
    /// <param name="rounds">What was measured.</param>
    public static string Write(IReadOnlyList<SimulatedRound> rounds)
    {
        var text = new StringBuilder("# Measured\n\nWritten by `--simulate … --report`; [scale.md](../scale.md) says what it means.\n\n");
        text.Append(MarkdownTable.Of([.. SimulationView.Titles], rounds.Select(SimulationView.Cells), textColumns: 0));
        text.Append("\nRequests to storage in the last round of each size:\n\n");
        string[] kinds = [.. Enum.GetValues<StorageOperation>().Where(kind => kind != StorageOperation.Create).Select(kind => $"{kind}")];
        var last = rounds.GroupBy(round => round.Axons).Select(size => size.Last());
        text.Append(MarkdownTable.Of(["axons", .. kinds, "all", "an axon"], last.Select(StorageCells), textColumns: 0));
        return text.ToString();
    }

    private static string[] StorageCells(SimulatedRound round) =>
    [
        $"{round.Axons}",
        .. Enum.GetValues<StorageOperation>().Where(kind => kind != StorageOperation.Create).Select(kind => $"{round.Storage[kind]}"),
        $"{round.Storage.Total}",
        FormattableString.Invariant($"{(double)round.Storage.Total / round.Axons:0.00}"),
    ];
}
