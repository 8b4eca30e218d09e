using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Bittensor.Engine.TopK;

/// <summary>The K largest of a row, and their probabilities.</summary>
/// <remarks>
/// A vocabulary is not sorted for it: a sample tells about where the K-th largest value lies, one vectorized scan collects
/// what reaches it, and only that is sorted. Equal values are ordered by index, the smaller first.
/// </remarks>
public static class TopKSelector
{
    /// <summary>Takes the K most probable tokens of one row.</summary>
    /// <param name="logits">Unnormalized log-probabilities; shape [V]. Negative infinity is an impossible token.</param>
    /// <param name="k">How many, K; 1 to V.</param>
    /// <param name="ids">Receives the tokens by descending probability; shape [K].</param>
    /// <param name="probabilities">Receives their probabilities, of the softmax over all V; shape [K].</param>
    /// <returns>Sum of the probabilities, in (0,1].</returns>
    /// <exception cref="EngineException">A logit is NaN or positive infinity (<see cref="EngineFault.NotFinite"/>).</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is outside 1 to V.</exception>
    public static double Select(ReadOnlySpan<float> logits, int k, Span<int> ids, Span<float> probabilities)
    {
        CheckRange(logits, k);
        var normalizer = LogSumExp.Of(logits);
        var listed = probabilities[..k];
        SelectLargest(logits, k, ids, listed);
        FastExp.Write(listed, normalizer.Max, listed);
        TensorPrimitives.Multiply(listed, (float)(1 / normalizer.Sum), listed);
        TensorPrimitives.Min(listed, 1, listed); // rounding may exceed it by a bit
        return Math.Min(1, Mass(listed));
    }

    /// <summary>Takes the K most probable tokens of one row of probabilities. What the row lacks of 1 is shared evenly by all V, so that
    /// no listed token is less probable than those that are not.</summary>
    /// <param name="row">Probabilities that sum to 1 or less; shape [V].</param>
    /// <param name="k">How many, K; 1 to V.</param>
    /// <param name="ids">Receives the tokens by descending probability; shape [K].</param>
    /// <param name="probabilities">Receives their probabilities; shape [K].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is outside 1 to V.</exception>
    public static void SelectProbable(ReadOnlySpan<float> row, int k, Span<int> ids, Span<float> probabilities)
    {
        SelectLargest(row, k, ids, probabilities);
        var missing = Math.Max(0, 1 - TensorPrimitives.Sum(row));
        TensorPrimitives.Add(probabilities[..k], missing / row.Length, probabilities[..k]);
    }

    /// <summary>Takes the K largest values of one row.</summary>
    /// <param name="values">The row; no NaN.</param>
    /// <param name="k">How many, K; 1 to the row's length.</param>
    /// <param name="ids">Receives their indices by descending value; shape [K].</param>
    /// <param name="largest">Receives the values; shape [K].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is outside 1 to the row's length.</exception>
    public static void SelectLargest(ReadOnlySpan<float> values, int k, Span<int> ids, Span<float> largest)
    {
        CheckRange(values, k);
        var buffer = ArrayPool<ulong>.Shared.Rent(2 * values.Length);
        try
        {
            var pairs = buffer.AsSpan(0, values.Length);
            var scratch = buffer.AsSpan(values.Length, values.Length);
            var count = Collect(values, k, pairs, scratch);
            RadixSort.Sort(pairs[..count], scratch);
            RadixSort.Unpack(pairs[..k], largest, ids);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(buffer);
        }
    }

    private static int Collect(ReadOnlySpan<float> values, int k, Span<ulong> pairs, Span<ulong> scratch)
    {
        for (var widening = 1; ; widening *= 2)
        {
            var threshold = CandidateFilter.Threshold(values, k, widening);
            var count = CandidateFilter.Collect(values, threshold, pairs, scratch);
            if (count >= k)
            {
                return count;
            }
        }
    }

    /// <summary>Sums in double precision: what is left to 1 may be far smaller than float32 can tell.</summary>
    private static double Mass(ReadOnlySpan<float> probabilities)
    {
        var low = Vector<double>.Zero;
        var high = Vector<double>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(probabilities);
        foreach (var vector in vectors)
        {
            Vector.Widen(vector, out var first, out var second);
            low += first;
            high += second;
        }

        var sum = Vector.Sum(low + high);
        foreach (var probability in probabilities[(vectors.Length * Vector<float>.Count)..])
        {
            sum += probability;
        }

        return sum;
    }

    private static void CheckRange(ReadOnlySpan<float> values, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, values.Length);
    }
}
