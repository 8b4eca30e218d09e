namespace Bittensor.Tokenization.Translation;

/// <summary>Spells a distribution over server tokens as distributions over standard tokens, one a step: at step i a token's
/// probability goes to the i-th standard token of its text; shorter ones have ended.</summary>
internal sealed class OneToManyMap
{
    private readonly int[][] _sources;
    private readonly int[][] _targets;

    /// <param name="phrases">Standard tokens of every server token.</param>
    public OneToManyMap(PhraseTable phrases)
    {
        var (sources, targets) = (new List<List<int>>(), new List<List<int>>());
        for (var id = 0; id < phrases.Count; id++)
        {
            var phrase = phrases[id];
            for (var step = 0; step < phrase.Length; step++)
            {
                if (step == sources.Count)
                {
                    sources.Add([]);
                    targets.Add([]);
                }

                sources[step].Add(id);
                targets[step].Add(phrase[step]);
            }
        }

        _sources = [.. sources.Select(list => list.ToArray())];
        _targets = [.. targets.Select(list => list.ToArray())];
    }

    /// <summary>Standard tokens of the longest text.</summary>
    public int Steps => _sources.Length;

    /// <summary>Adds the distribution of one step.</summary>
    /// <param name="probabilities">Distribution over server tokens; as wide as the vocabulary or narrower.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="result">As wide as the standard vocabulary.</param>
    public void Apply(ReadOnlySpan<float> probabilities, int step, Span<float> result)
    {
        if (step < Steps)
        {
            Scatter.Add(probabilities, _sources[step], _targets[step], result);
        }
    }
}
