using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bittensor.Engine.TopK;

/// <summary>Probabilities of a whole row.</summary>
public static class Softmax
{
    /// <summary>Turns the logits of one row into probabilities.</summary>
    /// <param name="logits">Unnormalized log-probabilities; shape [V]. Negative infinity is an impossible token.</param>
    /// <param name="probabilities">Receives exp(logit) / sum of all; shape [V].</param>
    /// <exception cref="EngineException">A logit is NaN or positive infinity, or all are negative infinity
    /// (<see cref="EngineFault.NotFinite"/>).</exception>
    public static void Compute(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        var max = LogSumExp.CheckMax(Maximum.Of(logits));
        var sum = 0d;
        for (var at = 0; at < logits.Length; at += LogSumExp.Block)
        {
            sum += FastExp.Write(logits.Slice(at, Math.Min(LogSumExp.Block, logits.Length - at)), max, probabilities[at..]);
        }

        Scale(probabilities[..logits.Length], (float)(1 / sum));
    }

    /// <summary>Multiplies in place. The library's own writes rows of this size past the cache, though they are read next.</summary>
    private static void Scale(Span<float> values, float factor)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        foreach (ref var vector in vectors)
        {
            vector *= factor;
        }

        foreach (ref var value in values[(vectors.Length * Vector512<float>.Count)..])
        {
            value *= factor;
        }
    }
}
