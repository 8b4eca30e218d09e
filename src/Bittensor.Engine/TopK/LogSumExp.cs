using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bittensor.Engine.TopK;

/// <summary>The normalizer of a softmax.</summary>
/// <param name="Max">Largest logit.</param>
/// <param name="Sum">Sum of exp(logit - <paramref name="Max"/>); at least 1.</param>
internal readonly record struct LogSumExp(float Max, double Sum)
{
    /// <summary>Values summed in float32 before the sum goes on in double: short enough that nothing is lost, and that they are
    /// still in the processor's nearest cache when they are read again.</summary>
    public const int Block = 1024;

    /// <summary>ln of the sum of exp(logit): what to subtract from a logit to have its log-probability.</summary>
    public float Value => (float)(Max + Math.Log(Sum));

    /// <summary>Computes the normalizer of one row, block by block: whenever the maximum rises, the sum so far is scaled.</summary>
    /// <param name="logits">Unnormalized log-probabilities, at least one; negative infinity is an impossible token.</param>
    /// <exception cref="EngineException">One is NaN or positive infinity, or all are negative infinity: no distribution
    /// (<see cref="EngineFault.NotFinite"/>).</exception>
    public static LogSumExp Of(ReadOnlySpan<float> logits)
    {
        var max = float.NegativeInfinity;
        var sum = 0d;
        for (var rest = logits; !rest.IsEmpty; rest = rest[Math.Min(Block, rest.Length)..])
        {
            var block = rest[..Math.Min(Block, rest.Length)];
            var highest = Maximum.Of(block); // NaN if any is
            if (highest > max)
            {
                sum *= Math.Exp((double)max - highest);
                max = highest;
            }
            else if (float.IsNaN(highest))
            {
                max = highest;
                break;
            }

            if (max != float.NegativeInfinity)
            {
                sum += SumExp(block, max);
            }
        }

        return new LogSumExp(CheckMax(max), sum);
    }

    /// <summary>Requires that the largest logit of a row is finite.</summary>
    /// <exception cref="EngineException">It is not (<see cref="EngineFault.NotFinite"/>).</exception>
    public static float CheckMax(float max)
    {
        if (!float.IsFinite(max))
        {
            throw EngineException.NotFinite(max);
        }

        return max;
    }

    private static float SumExp(ReadOnlySpan<float> logits, float max)
    {
        var sums = Vector512<float>.Zero;
        var shift = Vector512.Create(max);
        foreach (var vector in MemoryMarshal.Cast<float, Vector512<float>>(logits))
        {
            sums += FastExp.OfNonPositive(vector - shift);
        }

        var sum = Vector512.Sum(sums);
        foreach (var logit in logits[(logits.Length / Vector512<float>.Count * Vector512<float>.Count)..])
        {
            sum += MathF.Exp(logit - max);
        }

        return sum;
    }
}
