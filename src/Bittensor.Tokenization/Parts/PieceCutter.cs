using Bittensor.Tokenization.Splitting;

namespace Bittensor.Tokenization.Parts;

/// <summary>Cuts a piece at matches, by the behaviors of tokenizer.json.</summary>
internal static class PieceCutter
{
    /// <summary>Turns matches into all stretches of a piece.</summary>
    /// <param name="length">Length of the piece.</param>
    /// <param name="matches">The matches from left to right.</param>
    /// <param name="isInverted">Whether what lies between the matches counts as matched instead.</param>
    /// <param name="stretches">Where they go; an empty match is one too.</param>
    public static void Cover(
        int length, List<(int Offset, int Length)> matches, bool isInverted, List<(int Left, int Right, bool IsMatch)> stretches)
    {
        var from = 0;
        foreach (var (offset, matched) in matches)
        {
            if (offset > from)
            {
                stretches.Add((from, offset, isInverted));
            }

            stretches.Add((offset, offset + matched, !isInverted));
            from = offset + matched;
        }

        if (from < length)
        {
            stretches.Add((from, length, isInverted));
        }
    }

    /// <summary>Appends the parts of a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="stretches">All of it, in order; changed by the work.</param>
    /// <param name="behavior">What becomes of matches.</param>
    /// <param name="parts">Where the parts that are not empty go.</param>
    public static void Cut(
        TextPiece piece, List<(int Left, int Right, bool IsMatch)> stretches, SplitBehavior behavior, List<TextPiece> parts)
    {
        switch (behavior)
        {
            case SplitBehavior.Removed:
                stretches.RemoveAll(stretch => stretch.IsMatch);
                break;
            case SplitBehavior.Contiguous:
                Merge(stretches, static (isMatch, previous) => isMatch == previous);
                break;
            case SplitBehavior.MergedWithPrevious:
                Merge(stretches, static (isMatch, previous) => isMatch && !previous);
                break;
            case SplitBehavior.MergedWithNext:
                stretches.Reverse();
                Merge(stretches, static (isMatch, previous) => isMatch && !previous);
                stretches.Reverse();
                break;
            default:
                break;
        }

        foreach (var (left, right, _) in stretches)
        {
            if (right > left)
            {
                parts.Add(piece.Slice(left, right - left));
            }
        }
    }

    /// <summary>Joins each stretch with the one before it where a condition on both holds; "before the first" counts as not
    /// matched.</summary>
    private static void Merge(List<(int Left, int Right, bool IsMatch)> stretches, Func<bool, bool, bool> joins)
    {
        var kept = 0;
        var previous = false;
        foreach (var stretch in stretches.ToArray())
        {
            if (joins(stretch.IsMatch, previous) && kept > 0)
            {
                var (left, right, isMatch) = stretches[kept - 1];
                stretches[kept - 1] = (Math.Min(left, stretch.Left), Math.Max(right, stretch.Right), isMatch);
            }
            else
            {
                stretches[kept++] = stretch;
            }

            previous = stretch.IsMatch;
        }

        stretches.RemoveRange(kept, stretches.Count - kept);
    }
}
