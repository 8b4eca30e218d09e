namespace Bittensor.Tokenization.Alignment;

/// <summary>Aligns two tokenizations of one text by the characters their tokens end at.</summary>
/// <remarks>Only server tokens are cut, never standard ones, and only as often as needed so that each segment is one-to-one,
/// one-to-many or many-to-one.</remarks>
internal static class TokenAligner
{
    /// <summary>Finds the server tokens that must be cut, and where.</summary>
    /// <remarks>Where a server token begins after the character that it is cut at, for it stands for nothing there, the depth is 0
    /// or less; <see cref="Translation.SplitMap"/> says what that means. (The reference cuts where the next standard token begins and
    /// always the last of several tokens that end together. Where tokens overlap within a character its segments become
    /// many-to-many, about which it then says nothing.)</remarks>
    public static List<TokenSplit> FindSplits(IReadOnlyList<TokenSpan> server, IReadOnlyList<TokenSpan> standard)
    {
        var splits = new List<TokenSplit>();
        var (mine, theirs) = (new TokenEndWalk(server), new TokenEndWalk(standard));
        var (count, countStandard, passed) = (1, 1, 0);
        while (!mine.IsAtEnd && !theirs.IsAtEnd)
        {
            var (right, rightStandard) = (mine.Right, theirs.Right);
            if (right == rightStandard)
            {
                mine.Advance();
                theirs.Advance();
                (count, countStandard) = (1, 1);
            }
            else if (right < rightStandard)
            {
                if (count == 1 && countStandard > 1)
                {
                    // One server token spans several standard ones and more would have to join it: cut where those end.
                    AddCut(splits, server, mine.TokenAt(passed), passed);
                    countStandard = 1;
                    continue;
                }

                mine.Advance();
                count++;
            }
            else
            {
                if (countStandard == 1 && count > 1)
                {
                    // Several server tokens make one standard token but the last goes beyond it: cut where it ends.
                    AddCut(splits, server, mine.TokenAt(rightStandard), rightStandard);
                    (count, countStandard) = (1, 0);
                }

                theirs.Advance();
                countStandard++;
                passed = rightStandard;
            }
        }

        return splits;
    }

    /// <summary>Puts the parts of cut tokens in their place.</summary>
    public static List<TokenSpan> Apply(IReadOnlyList<TokenSpan> server, IReadOnlyList<TokenSplit> splits)
    {
        var spans = new List<TokenSpan>(server.Count + splits.Count);
        var next = 0;
        for (var index = 0; index < server.Count; index++)
        {
            if (next == splits.Count || splits[next].Index != index)
            {
                spans.Add(server[index]);
                continue;
            }

            var left = server[index].Left;
            foreach (var depth in splits[next++].Depths)
            {
                spans.Add(new(left, server[index].Left + depth));
                left = server[index].Left + depth;
            }

            spans.Add(new(left, server[index].Right));
        }

        return spans;
    }

    /// <summary>Gathers tokens into segments, and adds one for what comes after the text.</summary>
    /// <param name="server">Server tokens, cut where necessary.</param>
    /// <param name="standard">Standard tokens.</param>
    public static List<AlignedSegment> FindSegments(IReadOnlyList<TokenSpan> server, IReadOnlyList<TokenSpan> standard)
    {
        var segments = new List<AlignedSegment>(standard.Count + 1);
        var (mine, theirs) = (new TokenEndWalk(server), new TokenEndWalk(standard));
        var (count, countStandard) = (1, 1);
        var (overlap, overlapStandard) = (mine.Overlap, theirs.Overlap);
        while (!mine.IsAtEnd && !theirs.IsAtEnd)
        {
            var (right, rightStandard) = (mine.Right, theirs.Right);
            if (right == rightStandard)
            {
                segments.Add(new(mine.Last, theirs.Last, count, countStandard, overlap, overlapStandard));
                (count, countStandard, overlap, overlapStandard) = (0, 0, 0, 0);
            }

            if (right <= rightStandard)
            {
                mine.Advance();
                count++;
                overlap += mine.Overlap;
            }

            if (rightStandard <= right)
            {
                theirs.Advance();
                countStandard++;
                overlapStandard += theirs.Overlap;
            }
        }

        segments.Add(new(server.Count, standard.Count, 1, 1, 0, 0));
        return segments;
    }

    private static void AddCut(List<TokenSplit> splits, IReadOnlyList<TokenSpan> server, int token, int at)
    {
        var depth = at - server[token].Left;
        if (splits.Count > 0 && splits[^1].Index == token)
        {
            splits[^1] = new(token, [.. splits[^1].Depths, depth]);
        }
        else
        {
            splits.Add(new(token, [depth]));
        }
    }
}
