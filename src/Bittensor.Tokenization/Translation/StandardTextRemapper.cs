using System.Collections.Frozen;
using Bittensor.Tokenization.Alignment;

namespace Bittensor.Tokenization.Translation;

/// <summary>Turns standard tokens into the text they stand for and that into server tokens.</summary>
/// <remarks>Offsets of the standard side are those of the tokens given. (The reference encodes the decoded text once more, and
/// where that gives other tokens its rows shift; and it cuts the server tokens, but not their offsets, to the number of standard
/// tokens, so that such an answer fails.)</remarks>
internal sealed class StandardTextRemapper
{
    private readonly ITextTokenizer _server;
    private readonly ITextTokenizer _standard;
    private readonly FrozenDictionary<int, int> _pairs;
    private readonly FrozenSet<int> _special;

    public StandardTextRemapper(ITextTokenizer server, ITextTokenizer standard)
    {
        (_server, _standard) = (server, standard);
        _pairs = SpecialTokenPairs.Find(standard.Special, server.Special);
        _special = _pairs.Keys.Concat(standard.Special.All.Values).ToFrozenSet();
    }

    public TokenAlignment Remap(ReadOnlySpan<int> standardIds, CancellationToken cancellationToken)
    {
        var serverIds = new List<int>();
        var (serverSpans, standardSpans) = (new List<TokenSpan>(), new List<TokenSpan>());
        var character = 0;
        for (var from = 0; from < standardIds.Length;)
        {
            if (_pairs.TryGetValue(standardIds[from], out var special))
            {
                // 1. A special token stands for the one of its role, both as long as the longer of their texts.
                var length = Math.Max(_standard.TokenText(standardIds[from]).Length, _server.TokenText(special).Length);
                serverIds.Add(special);
                serverSpans.Add(new(character, character + length));
                standardSpans.Add(new(character, character + length));
                character += length;
                from++;
                continue;
            }

            if (_special.Contains(standardIds[from]))
            {
                // 2. One that the server has nothing like is no text: it is left out.
                standardSpans.Add(new(character, character));
                from++;
                continue;
            }

            // 3. What lies between is text.
            var to = from + 1;
            while (to < standardIds.Length && !_special.Contains(standardIds[to]))
            {
                to++;
            }

            character = RemapText(standardIds[from..to], character, serverIds, serverSpans, standardSpans, cancellationToken);
            from = to;
        }

        CoverEnd(serverSpans, standardSpans);
        return new([.. serverIds], serverSpans, standardIds.ToArray(), standardSpans, _server.Frame);
    }

    private int RemapText(
        ReadOnlySpan<int> ids, int character, List<int> serverIds, List<TokenSpan> serverSpans, List<TokenSpan> standardSpans,
        CancellationToken cancellationToken)
    {
        var text = _standard.Decode(ids);
        int[] encoded = [.. _server.EncodeUntil(text, cancellationToken)];
        serverIds.AddRange(encoded);
        AddShifted(TokenSpans.OfTextUntil(_server, text, encoded, cancellationToken), character, serverSpans);
        var own = TokenSpans.OfOwnText(_standard, ids);
        AddShifted(own, character, standardSpans);
        return character + (own.Length == 0 ? 0 : own[^1].Right);
    }

    /// <summary>Text at the end that the server has no tokens for belongs to its last token.</summary>
    private static void CoverEnd(List<TokenSpan> server, List<TokenSpan> standard)
    {
        if (server.Count > 0 && server[^1].Right < standard[^1].Right)
        {
            server[^1] = new(server[^1].Left, standard[^1].Right);
        }
    }

    private static void AddShifted(TokenSpan[] spans, int by, List<TokenSpan> all)
    {
        foreach (var span in spans)
        {
            all.Add(new(span.Left + by, span.Right + by));
        }
    }
}
