namespace Bittensor.Tokenization.Translation;

/// <summary>Cuts distributions: each server token's text is cut at some depths, and its probability goes to the first token
/// of each part's own tokenization. A token that is too short for a part gives that part nothing.</summary>
/// <remarks>A depth that is not above the one before it cuts off nothing. (The reference takes a negative depth as counted from
/// the end, a habit of its language that means nothing here.)</remarks>
internal sealed class SplitMap
{
    private readonly int[][] _sources;
    private readonly int[][] _targets;

    private SplitMap(int[][] sources, int[][] targets) => (_sources, _targets) = (sources, targets);

    /// <summary>Number of parts: one more than depths.</summary>
    public int Parts => _sources.Length;

    /// <summary>Makes the map of some depths.</summary>
    /// <param name="texts">The text of every server token.</param>
    /// <param name="depths">Where texts are cut, in characters.</param>
    /// <param name="firstToken">First token of a text, or -1 when it has none.</param>
    public static SplitMap Build(IReadOnlyList<string> texts, IReadOnlyList<int> depths, Func<string, int> firstToken)
    {
        var parts = depths.Count + 1;
        var (sources, targets) = (new List<int>[parts], new List<int>[parts]);
        for (var part = 0; part < parts; part++)
        {
            (sources[part], targets[part]) = ([], []);
            for (var id = 0; id < texts.Count; id++)
            {
                var text = Cut(texts[id], depths, part);
                var first = text.Length == 0 ? -1 : firstToken(text);
                if (first >= 0)
                {
                    sources[part].Add(id);
                    targets[part].Add(first);
                }
            }
        }

        return new(Array.ConvertAll(sources, list => list.ToArray()), Array.ConvertAll(targets, list => list.ToArray()));
    }

    /// <summary>Server tokens that have a part, ascending.</summary>
    public ReadOnlySpan<int> Sources(int part) => _sources[part];

    /// <summary>First token of the part of each of <see cref="Sources"/>.</summary>
    public ReadOnlySpan<int> Targets(int part) => _targets[part];

    /// <summary>Writes the distribution of one part.</summary>
    /// <param name="probabilities">Distribution over whole tokens; as wide as the vocabulary or narrower.</param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="result">As wide as the vocabulary; overwritten.</param>
    public void Apply(ReadOnlySpan<float> probabilities, int part, Span<float> result)
    {
        result.Clear();
        Scatter.Add(probabilities, _sources[part], _targets[part], result);
    }

    private static string Cut(string text, IReadOnlyList<int> depths, int part)
    {
        var left = part == 0 ? 0 : UnitsOf(text, MaximumUpTo(depths, part - 1));
        var right = part == depths.Count ? text.Length : UnitsOf(text, MaximumUpTo(depths, part));
        return text[left..right];
    }

    private static int MaximumUpTo(IReadOnlyList<int> depths, int last)
    {
        var depth = 0;
        for (var i = 0; i <= last; i++)
        {
            depth = Math.Max(depth, depths[i]);
        }

        return depth;
    }

    /// <summary>UTF-16 units of the first characters of a text.</summary>
    private static int UnitsOf(string text, int characters)
    {
        var units = 0;
        for (; characters > 0 && units < text.Length; characters--)
        {
            units += char.IsHighSurrogate(text[units]) ? 2 : 1;
        }

        return Math.Min(units, text.Length);
    }
}
