using System.Collections.Concurrent;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Translation;

/// <summary>Split maps of one vocabulary by their depths; each is built once.</summary>
internal sealed class SplitMapCache(ITextTokenizer server)
{
    private readonly ConcurrentDictionary<IReadOnlyList<int>, Lazy<SplitMap>> _maps = new(DepthsComparer.Instance);
    private readonly ConcurrentDictionary<string, int> _firstTokens = new(StringComparer.Ordinal);
    private readonly Lazy<string[]> _texts =
        new(() => [.. Enumerable.Range(0, server.VocabularySize).Select(server.TokenText)]);

    /// <summary>The map of some depths.</summary>
    public SplitMap Get(IReadOnlyList<int> depths) =>
        _maps.TryGetValue(depths, out var known) ? known.Value : Add(depths);

    /// <summary>Parts of different tokens are often the same: prefixes of few letters, common endings.</summary>
    private int FirstToken(string text)
    {
        if (!_firstTokens.TryGetValue(text, out var first))
        {
            var ids = new List<int>();
            if (server is VocabularyTokenizer fast)
            {
                fast.EncodeInBulk(text, ids);
            }
            else
            {
                ids.AddRange(server.Encode(text));
            }

            _firstTokens[text] = first = ids.Count > 0 ? ids[0] : -1;
        }

        return first;
    }

    private SplitMap Add(IReadOnlyList<int> depths) =>
        _maps.GetOrAdd(depths, _ => new(() => SplitMap.Build(_texts.Value, depths, FirstToken))).Value;
}
