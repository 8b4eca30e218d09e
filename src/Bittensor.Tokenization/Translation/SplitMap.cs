namespace Bittensor.Tokenization.Translation;

/// <summary>Cuts distributions: each server token's text is cut at some depths, and its probability goes to the first token
/// of each part's own tokenization. A token that is too short for a part gives that part nothing.</summary>
/// <remarks>A depth that is not above the one before it cuts off nothing. (The reference takes a negative depth as counted from
/// the end, a habit of its language that means nothing here.)</remarks>
internal sealed class SplitMap
{
    private readonly ITokenMap[] _parts;

    /// <param name="parts">What <see cref="FindPairs"/> gives.</param>
    /// <param name="vocabularySize">Number of server tokens.</param>
    public SplitMap(IEnumerable<TokenPairs> parts, int vocabularySize) =>
        _parts = [.. parts.Select(pairs => TokenMaps.Of(pairs, vocabularySize, vocabularySize))];

    /// <summary>Number of parts: one more than depths.</summary>
    public int Parts => _parts.Length;

    /// <summary>Pairs each server token with the first token of one of its parts, part by part.</summary>
    /// <param name="texts">The text of every server token.</param>
    /// <param name="depths">Where texts are cut, in characters.</param>
    /// <param name="firstTokens">Finds first tokens.</param>
    public static IEnumerable<TokenPairs> FindPairs(IReadOnlyList<string> texts, IReadOnlyList<int> depths, FirstTokens firstTokens)
    {
        for (var part = 0; part <= depths.Count; part++)
        {
            var left = part == 0 ? 0 : HighestUpTo(depths, part - 1);
            var right = part == depths.Count ? int.MaxValue : HighestUpTo(depths, part);
            var pairs = new TokenPairs();
            for (var id = 0; id < texts.Count; id++)
            {
                var text = texts[id].AsSpan();
                var first = firstTokens.Of(text[UnitsOf(text, left)..UnitsOf(text, right)]);
                if (first >= 0)
                {
                    pairs.Add(id, first);
                }
            }

            yield return pairs;
        }
    }

    /// <summary>Writes the distribution of one part.</summary>
    /// <param name="probabilities">Distribution over whole tokens, and one 0 after the last.</param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="result">As wide as the vocabulary; overwritten.</param>
    public void Apply(ReadOnlySpan<float> probabilities, int part, Span<float> result) => _parts[part].Apply(probabilities, result);

    private static int HighestUpTo(IReadOnlyList<int> depths, int last)
    {
        var depth = 0;
        for (var i = 0; i <= last; i++)
        {
            depth = Math.Max(depth, depths[i]);
        }

        return depth;
    }

    /// <summary>UTF-16 units of the first characters of a text.</summary>
    private static int UnitsOf(ReadOnlySpan<char> text, int characters)
    {
        var units = 0;
        for (; characters > 0 && units < text.Length; characters--)
        {
            units += char.IsHighSurrogate(text[units]) ? 2 : 1;
        }

        return Math.Min(units, text.Length);
    }
}
