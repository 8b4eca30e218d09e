using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Bittensor.Protocol;

namespace Bittensor.Inference.TopK;

/// <summary>The normalizer of a softmax.</summary>
/// <param name="Max">Largest logit.</param>
/// <param name="Sum">Sum of exp(logit - <paramref name="Max"/>); at least 1.</param>
internal readonly record struct LogSumExp(float Max, double Sum)
{
    /// <summary>Values summed in float32 before the sum goes on in double: short enough that nothing is lost.</summary>
    private const int Block = 1024;

    /// <summary>ln of the sum of exp(logit): what to subtract from a logit to have its log-probability.</summary>
    public float Value => (float)(Max + Math.Log(Sum));

    /// <summary>Computes the normalizer of one row.</summary>
    /// <param name="logits">Unnormalized log-probabilities, at least one; negative infinity is an impossible token.</param>
    /// <exception cref="SynapseException">One is NaN or positive infinity, or all are negative infinity: no distribution
    /// (<see cref="ReturnCode.InvalidResponse"/>).</exception>
    public static LogSumExp Of(ReadOnlySpan<float> logits)
    {
        var max = TensorPrimitives.Max(logits); // NaN if any is
        if (!float.IsFinite(max))
        {
            throw new SynapseException(ReturnCode.InvalidResponse, $"The model gave {max} as its largest logit; expected finite numbers.");
        }

        var sum = 0d;
        for (var rest = logits; !rest.IsEmpty; rest = rest[Math.Min(Block, rest.Length)..])
        {
            sum += SumExp(rest[..Math.Min(Block, rest.Length)], max);
        }

        return new LogSumExp(max, sum);
    }

    private static float SumExp(ReadOnlySpan<float> logits, float max)
    {
        var sums = Vector<float>.Zero;
        var shift = new Vector<float>(max);
        foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(logits))
        {
            sums += FastExp.OfNonPositive(vector - shift);
        }

        var sum = Vector.Sum(sums);
        foreach (var logit in logits[(logits.Length / Vector<float>.Count * Vector<float>.Count)..])
        {
            sum += MathF.Exp(logit - max);
        }

        return sum;
    }
}
