using System.Globalization;
using Spectre.Console;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Prints what was measured.</summary>
internal static class SimulationView
{
    private const double Megabyte = 1e6;

    private static readonly (string Title, Func<SimulatedRound, string> Text)[] Columns =
    [
        ("axons", round => $"{round.Axons}"),
        ("round", round => $"{round.Round}"),
        ("answered", round => $"{round.Answered}"),
        ("time", round => Seconds(round.Time)),
        ("asking", round => Seconds(round.AskingTime)),
        ("closing", round => Seconds(round.ClosingTime)),
        ("messages/s", round => Number(round.MessagesPerSecond)),
        ("rows/s", round => Number(round.RowsPerSecond)),
        ("storage requests", round => $"{round.Storage.Total}"),
        ("validator CPU", round => Seconds(round.ValidatorCpu)),
        ("storage CPU", round => Seconds(round.StorageCpu)),
        ("peak memory", round => $"{Number(round.PeakMemory / Megabyte)} MB"),
        ("Spearman", round => round.Check.Spearman.ToString("0.0000", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Titles of the columns.</summary>
    public static IEnumerable<string> Titles => Columns.Select(column => column.Title);

    /// <summary>One text a column.</summary>
    /// <param name="round">What was measured.</param>
    public static IEnumerable<string> Cells(SimulatedRound round) => Columns.Select(column => column.Text(round));

    /// <summary>Prints one round in a line.</summary>
    /// <param name="console">Where.</param>
    /// <param name="round">What was measured.</param>
    public static void Round(IAnsiConsole console, SimulatedRound round) =>
        console.WriteLine(string.Join(", ", Titles.Zip(Cells(round), (title, cell) => $"{title} {cell}")));

    /// <summary>Draws all rounds.</summary>
    /// <param name="rounds">What was measured.</param>
    public static Table Draw(IEnumerable<SimulatedRound> rounds)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var title in Titles)
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (var round in rounds)
        {
            table.AddRow([.. Cells(round).Select(cell => new Text(cell))]);
        }

        return table;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
