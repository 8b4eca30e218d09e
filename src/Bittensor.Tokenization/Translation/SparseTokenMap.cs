namespace Bittensor.Tokenization.Translation;

/// <summary>A map of few pairs: each is followed by itself.</summary>
internal sealed class SparseTokenMap(TokenPairs pairs) : ITokenMap
{
    private readonly int[] _sources = [.. pairs.Sources];
    private readonly int[] _targets = [.. pairs.Targets];

    public void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        to.Clear();
        for (var i = 0; i < _sources.Length; i++)
        {
            to[_targets[i]] += from[_sources[i]];
        }
    }
}
