using System.Collections.Concurrent;

namespace Bittensor.Tokenization.Translation;

/// <summary>Split maps of one vocabulary by their depths; each is built once.</summary>
internal sealed class SplitMapCache(ITextTokenizer server)
{
    private readonly ConcurrentDictionary<IReadOnlyList<int>, Lazy<SplitMap>> _maps = new(DepthsComparer.Instance);
    private readonly FirstTokens _firstTokens = new(server);
    private readonly Lazy<string[]> _texts =
        new(() => [.. Enumerable.Range(0, server.VocabularySize).Select(server.TokenText)]);

    /// <summary>The map of some depths.</summary>
    public SplitMap Get(IReadOnlyList<int> depths) =>
        _maps.TryGetValue(depths, out var known) ? known.Value : Add(depths);

    private SplitMap Add(IReadOnlyList<int> depths) => _maps.GetOrAdd(depths, _ => new(() =>
        new SplitMap(SplitMap.FindPairs(_texts.Value, depths, _firstTokens), server.VocabularySize))).Value;
}
