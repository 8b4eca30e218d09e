using System.Text.RegularExpressions;

namespace Bittensor.Tokenization.Splitting;

/// <summary>One way of cutting text into words.</summary>
/// <param name="Pattern">What is looked for.</param>
/// <param name="Behavior">What becomes of it.</param>
internal sealed record SplitRule(Regex Pattern, SplitBehavior Behavior = SplitBehavior.Isolated)
{
    /// <summary>Cuts one stretch of text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="offset">Where the stretch begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="words">Where the words go: offsets into the whole text and lengths.</param>
    public void Split(string text, int offset, int length, List<(int Offset, int Length)> words)
    {
        var from = offset;
        foreach (var match in Pattern.EnumerateMatches(text.AsSpan(offset, length)))
        {
            if (match.Length == 0)
            {
                continue;
            }

            var (left, right) = (offset + match.Index, offset + match.Index + match.Length);
            from = Cut(from, left, right, words);
        }

        if (Behavior != SplitBehavior.KeptAlone)
        {
            Add(from, offset + length, words);
        }
    }

    /// <summary>Adds the words that a match completes and returns where the next one begins.</summary>
    private int Cut(int from, int left, int right, List<(int Offset, int Length)> words)
    {
        switch (Behavior)
        {
            case SplitBehavior.MergedWithPrevious:
                Add(from, right, words);
                return right;
            case SplitBehavior.MergedWithNext:
                Add(from, left, words);
                return left;
            case SplitBehavior.Removed:
                Add(from, left, words);
                return right;
            case SplitBehavior.KeptAlone:
                Add(left, right, words);
                return right;
            default:
                Add(from, left, words);
                Add(left, right, words);
                return right;
        }
    }

    private static void Add(int left, int right, List<(int Offset, int Length)> words)
    {
        if (right > left)
        {
            words.Add((left, right - left));
        }
    }
}
