namespace Bittensor.Inference.Generation.Logits;

/// <summary>Changes the scores of the next token. Used by one thread at a time.</summary>
internal interface ILogitsProcessor
{
    /// <summary>Changes the scores in place.</summary>
    /// <param name="tokens">The row so far: prompt and new tokens.</param>
    /// <param name="scores">Logits or log-probabilities of the next token; shape [V]. Negative infinity rules a token out.</param>
    void Process(ReadOnlySpan<int> tokens, Span<float> scores);
}
