namespace Bittensor.Tokenization.Translation;

/// <summary>Carries a distribution from one vocabulary to another, each token's probability to one token at most.</summary>
internal interface ITokenMap
{
    /// <summary>Sums up what each target token gets.</summary>
    /// <param name="from">Probabilities by source token, and one 0 after the last.</param>
    /// <param name="to">Receives the probabilities by target token; overwritten.</param>
    void Apply(ReadOnlySpan<float> from, Span<float> to);
}
