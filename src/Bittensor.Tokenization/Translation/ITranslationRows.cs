namespace Bittensor.Tokenization;

/// <summary>The distributions of one text on both sides of a translation: a model's are read when they are needed, translated
/// ones are handed over one by one, so that neither side has to be there as a whole.</summary>
public interface ITranslationRows
{
    /// <summary>Gives the distribution of what follows a server token.</summary>
    /// <param name="serverToken">Index of the token in the text.</param>
    /// <param name="probabilities">Shape [server vocabulary]; what is in it must be overwritten.</param>
    /// <returns>Whether there is one; without it nothing is said about what depends on it.</returns>
    bool TryRead(int serverToken, Span<float> probabilities);

    /// <summary>Takes the distribution of what follows a standard token.</summary>
    /// <param name="standardToken">Index of the token in the text.</param>
    /// <param name="probabilities">Sums to 1 or less; shape [standard vocabulary]. It is overwritten after the call.</param>
    void Write(int standardToken, ReadOnlySpan<float> probabilities);
}
