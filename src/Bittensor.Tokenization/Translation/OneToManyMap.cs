namespace Bittensor.Tokenization.Translation;

/// <summary>Spells a distribution over server tokens as distributions over standard tokens, one a step: at step i a token's
/// probability goes to the i-th standard token of its text; shorter ones have ended.</summary>
internal sealed class OneToManyMap
{
    private readonly ITokenMap[] _steps;

    /// <param name="phrases">Standard tokens of every server token.</param>
    /// <param name="standardVocabularySize">Number of standard tokens.</param>
    public OneToManyMap(PhraseTable phrases, int standardVocabularySize) =>
        _steps = [.. TokenPairs.StepsOf(phrases).Select(pairs => TokenMaps.Of(pairs, phrases.Count, standardVocabularySize))];

    /// <summary>Standard tokens of the longest text.</summary>
    public int Steps => _steps.Length;

    /// <summary>Writes the distribution of one step.</summary>
    /// <param name="probabilities">Distribution over server tokens, and one 0 after the last.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="result">As wide as the standard vocabulary; overwritten.</param>
    public void Apply(ReadOnlySpan<float> probabilities, int step, Span<float> result)
    {
        if (step < Steps)
        {
            _steps[step].Apply(probabilities, result);
        }
        else
        {
            result.Clear();
        }
    }
}
