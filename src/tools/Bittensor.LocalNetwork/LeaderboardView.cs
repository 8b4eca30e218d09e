using System.Globalization;
using Bittensor.Client;
using Spectre.Console;

namespace Bittensor.LocalNetwork;

/// <summary>Draws the leaderboard.</summary>
internal static class LeaderboardView
{
    private const string Unknown = "-";

    private static readonly (string Title, Func<LeaderboardRow, string> Text)[] TextColumns =
    [
        ("axon", row => row.Name ?? Unknown),
        ("model", row => row.Model ?? Unknown),
        ("tokenizer", row => row.Tokenizer ?? Unknown),
    ];

    private static readonly (string Title, Func<LeaderboardRow, string> Text)[] NumberColumns =
    [
        ("loss", row => Number(row.Loss, "0.000")),
        ("held-out", row => Number(row.LossVal, "0.000")),
        ("est. params", row => Count(row.EstimatedParameters)),
        ("score", row => Number(row.Score, "0.000")),
        ("weight", row => Number(row.Weight, "0.000")),
        ("median", row => row.MedianResponseTime is { } seconds ? $"{Number(seconds * 1000, "0")} ms" : Unknown),
        ("answered", row => $"{Number(row.ShareAnswered * 100, "0")} %"),
    ];

    /// <summary>Draws a round and the leaderboard after it.</summary>
    /// <param name="round">The round.</param>
    /// <param name="rows">The leaderboard, best first.</param>
    public static Table Draw(RoundInfo round, IReadOnlyList<LeaderboardRow> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.Title = new TableTitle($"Round {round.Id}: {round.Answered} of {round.Axons} axons answered, mean loss {Number(round.MeanLoss, "0.000")} nats");
        table.AddColumn(new TableColumn("rank").RightAligned());
        table.AddColumn(new TableColumn("uid").RightAligned());
        Array.ForEach(TextColumns, column => table.AddColumn(column.Title));
        Array.ForEach(NumberColumns, column => table.AddColumn(new TableColumn(column.Title).RightAligned()));
        foreach (var row in rows)
        {
            string[] cells =
                [$"{row.Rank}", $"{row.Uid}", .. TextColumns.Select(column => column.Text(row)), .. NumberColumns.Select(column => column.Text(row))];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        return table;
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>Three digits and a unit: 12.3M.</summary>
    private static string Count(double? value) => value switch
    {
        null => Unknown,
        >= 1e15 => Number(value, "0.0e+0"),
        >= 1e12 => Number(value / 1e12, "0.0") + "T",
        >= 1e9 => Number(value / 1e9, "0.0") + "B",
        >= 1e6 => Number(value / 1e6, "0.0") + "M",
        >= 1e3 => Number(value / 1e3, "0.0") + "k",
        _ => Number(value, "0"),
    };
}
