using Bittensor.Tokenization.Alignment;
using Bittensor.Tokenization.Translation;

namespace Bittensor.Tokenization;

/// <summary>One text in both tokenizations, and how they fit together.</summary>
public sealed class TokenAlignment
{
    internal TokenAlignment(
        int[] serverIds, IReadOnlyList<TokenSpan> serverSpans, int[] standardIds, IReadOnlyList<TokenSpan> standardSpans,
        RowFrame? frame = null)
    {
        // What the folder's rules put around the row is for the model alone; a row that begins with it already stays so.
        frame ??= RowFrame.None;
        Before = frame.Opens(serverIds) ? 0 : frame.Before.Count;
        ServerIds = frame.IsEmpty ? serverIds : [.. frame.Before.Take(Before), .. serverIds, .. frame.After];
        ServerSpans = serverSpans;
        StandardIds = standardIds;
        StandardSpans = standardSpans;
        Splits = serverIds.Length == 0 || standardIds.Length == 0 ? [] : TokenAligner.FindSplits(serverSpans, standardSpans);
        Segments = TokenAligner.FindSegments(TokenAligner.Apply(serverSpans, Splits), standardSpans);
        Rows = [.. FindRows()];
    }

    /// <summary>What the server's model runs on: the text's tokens, and what the folder's rules put before and after them.</summary>
    public int[] ServerIds { get; }

    /// <summary>Tokens before the text's own.</summary>
    public int Before { get; }

    /// <summary>The standard tokens that were given.</summary>
    public int[] StandardIds { get; }

    /// <summary>Characters of each server token of the text itself.</summary>
    public IReadOnlyList<TokenSpan> ServerSpans { get; }

    /// <summary>Characters of each standard token; special tokens are as long as the longer of both their texts.</summary>
    public IReadOnlyList<TokenSpan> StandardSpans { get; }

    /// <summary>Server tokens that are cut.</summary>
    public IReadOnlyList<TokenSplit> Splits { get; }

    /// <summary>Segments of server tokens (cut ones counted as their parts) and standard tokens, the one after the text
    /// included.</summary>
    public IReadOnlyList<AlignedSegment> Segments { get; }

    /// <summary>Server tokens, cut ones replaced by their parts.</summary>
    internal AlignedRow[] Rows { get; }

    /// <summary>For each standard token the server token that holds its last character.</summary>
    public int[] ServerTokenOfStandard()
    {
        var positions = new int[StandardIds.Length];
        var server = 0;
        for (var i = 0; i < positions.Length; i++)
        {
            while (server + 1 < ServerSpans.Count && ServerSpans[server].Right < StandardSpans[i].Right)
            {
                server++;
            }

            positions[i] = Math.Min(Before + server, ServerIds.Length - 1);
        }

        return positions;
    }

    private IEnumerable<AlignedRow> FindRows()
    {
        var next = 0;
        for (var token = 0; token < ServerSpans.Count; token++)
        {
            if (next == Splits.Count || Splits[next].Index != token)
            {
                yield return new(Before + token, null, 0);
                continue;
            }

            var depths = Splits[next++].Depths;
            for (var part = 0; part <= depths.Count; part++)
            {
                yield return new(Before + token, depths, part);
            }
        }
    }
}
