using System.Text;

namespace Bittensor.LocalNetwork.Plots;

/// <summary>Tables in Markdown, for reports beside the plots.</summary>
public static class MarkdownTable
{
    /// <summary>Writes a table whose first columns are text and whose others are numbers.</summary>
    /// <param name="titles">Titles of the columns.</param>
    /// <param name="rows">Cells, as many as titles in each row.</param>
    /// <param name="textColumns">How many of the columns are text.</param>
    public static string Of(IReadOnlyList<string> titles, IEnumerable<IEnumerable<string>> rows, int textColumns = 1)
    {
        var text = new StringBuilder().Append(Row(titles)).Append(Row(titles.Select((_, column) => column < textColumns ? "---" : "---:")));
        foreach (var row in rows)
        {
            text.Append(Row(row));
        }

        return text.ToString();
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
