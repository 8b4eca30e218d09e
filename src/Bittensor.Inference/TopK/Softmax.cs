using System.Numerics;
using System.Runtime.InteropServices;
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
        var scale = new Vector<float>((float)(1 / normalizer.Sum));
        var shift = new Vector<float>(normalizer.Max);
        var from = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var to = MemoryMarshal.Cast<float, Vector<float>>(probabilities);
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = FastExp.OfNonPositive(from[i] - shift) * scale;
        }

        for (var i = from.Length * Vector<float>.Count; i < logits.Length; i++)
        {
            probabilities[i] = MathF.Exp(logits[i] - normalizer.Max) * scale[0];
        }
    }
}
