using Bittensor.Protocol;

namespace Bittensor.Inference.TopK;

/// <summary>Probabilities of a whole row.</summary>
internal static class Softmax
{
    /// <summary>Turns the logits of one row into probabilities.</summary>
    /// <param name="logits">Unnormalized log-probabilities; shape [V]. Negative infinity is an impossible token.</param>
    /// <param name="probabilities">Receives exp(logit) / sum of all; shape [V].</param>
    /// <exception cref="SynapseException">A logit is NaN or positive infinity, or all are negative infinity
    /// (<see cref="ReturnCode.InvalidResponse"/>).</exception>
    public static void Compute(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        var normalizer = LogSumExp.Of(logits);
        FastExp.Write(logits, normalizer.Max, (float)(1 / normalizer.Sum), probabilities);
    }
}
