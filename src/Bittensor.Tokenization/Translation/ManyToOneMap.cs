namespace Bittensor.Tokenization.Translation;

/// <summary>Reads distributions over several server tokens in a row as one over standard tokens: each standard token gets,
/// over the steps, the probability of the server token that its text has there, divided by the number of standard tokens that
/// pass there, summed and divided by the length of its text in server tokens.</summary>
/// <remarks>A standard token that the server cannot spell gets nothing. (The reference divides by a length of 0.)</remarks>
internal sealed class ManyToOneMap
{
    private readonly ManyToOneStep[] _steps;

    /// <param name="phrases">Server tokens of every standard token.</param>
    /// <param name="serverVocabularySize">Number of server tokens.</param>
    public ManyToOneMap(PhraseTable phrases, int serverVocabularySize) =>
        _steps = [.. TokenPairs.StepsOf(phrases).Select(pairs => new ManyToOneStep(pairs, phrases, serverVocabularySize))];

    /// <summary>Server tokens of the longest text.</summary>
    public int Steps => _steps.Length;

    /// <summary>Adds what one step contributes.</summary>
    /// <param name="probabilities">Distribution over server tokens at that step, and one 0 after the last.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="result">As wide as the standard vocabulary.</param>
    public void Apply(ReadOnlySpan<float> probabilities, int step, Span<float> result)
    {
        if (step < Steps)
        {
            _steps[step].Add(probabilities, result);
        }
    }
}
