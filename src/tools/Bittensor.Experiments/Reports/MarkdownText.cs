using System.Text;

namespace Bittensor.Experiments;

/// <summary>Lines of Markdown as long as they should be, whatever numbers were put into them.</summary>
internal static class MarkdownText
{
    private const int Width = 130;
    private const string Bullet = "- ";

    /// <summary>Breaks paragraphs and list items anew; leaves headings, tables and empty lines as they are.</summary>
    /// <param name="text">Markdown without code blocks.</param>
    public static string Wrap(string text)
    {
        var (wrapped, paragraph) = (new StringBuilder(), new List<string>());
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var isText = line.Length > 0 && line[0] is not ('#' or '|' or '!');
            if (!isText || line.StartsWith(Bullet, StringComparison.Ordinal))
            {
                Flush(paragraph, wrapped);
            }

            if (isText)
            {
                paragraph.Add(line.Trim());
            }
            else
            {
                wrapped.Append(line).Append('\n');
            }
        }

        Flush(paragraph, wrapped);
        return wrapped.ToString();
    }

    private static void Flush(List<string> paragraph, StringBuilder wrapped)
    {
        if (paragraph.Count == 0)
        {
            return;
        }

        var indent = paragraph[0].StartsWith(Bullet, StringComparison.Ordinal) ? new string(' ', Bullet.Length) : "";
        var length = 0;
        foreach (var word in paragraph.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (length > 0 && length + 1 + word.Length > Width)
            {
                wrapped.Append('\n').Append(indent);
                length = indent.Length;
            }
            else if (length > 0)
            {
                wrapped.Append(' ');
                length++;
            }

            wrapped.Append(word);
            length += word.Length;
        }

        wrapped.Append('\n');
        paragraph.Clear();
    }
}
