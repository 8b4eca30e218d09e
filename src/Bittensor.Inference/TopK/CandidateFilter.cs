using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bittensor.Inference.TopK;

/// <summary>Finds the few values of a row that can be among its K largest, without sorting the row.</summary>
internal static class CandidateFilter
{
    /// <summary>One value in so many is looked at to guess where the K-th largest lies.</summary>
    private const int Stride = 16;

    /// <summary>Standard deviations of the guess that are added, so that it seldom has to be repeated.</summary>
    private const double Margin = 3;

    /// <summary>A value that at least <paramref name="k"/> others reach, most of the time, and not many more.</summary>
    /// <param name="values">A row; no NaN.</param>
    /// <param name="k">How many values are wanted.</param>
    /// <param name="widening">1, or more after a guess that was too high.</param>
    /// <returns>A value of the row, or negative infinity where every value has to be looked at.</returns>
    public static float Threshold(ReadOnlySpan<float> values, int k, int widening)
    {
        var samples = values.Length / Stride;
        var expected = (double)k / Stride;
        var rank = (int)Math.Min(int.MaxValue, (expected + (Margin * Math.Sqrt(expected)) + 1) * widening);
        if (rank >= samples)
        {
            return float.NegativeInfinity;
        }

        Span<float> sample = samples <= 8192 ? stackalloc float[samples] : new float[samples];
        for (var i = 0; i < samples; i++)
        {
            sample[i] = values[i * Stride];
        }

        return Bisect(sample, rank);
    }

    /// <summary>Packs the values that reach a threshold, in the order of their indices.</summary>
    /// <param name="values">A row; no NaN.</param>
    /// <param name="threshold">What a value must reach.</param>
    /// <param name="pairs">Receives the pairs; as long as <paramref name="values"/>.</param>
    /// <returns>How many there are.</returns>
    public static int Collect(ReadOnlySpan<float> values, float threshold, Span<ulong> pairs)
    {
        var count = 0;
        var bound = Vector256.Create(threshold);
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        for (var i = 0; i < vectors.Length; i++)
        {
            var reached = Vector256.GreaterThanOrEqual(vectors[i], bound).ExtractMostSignificantBits();
            for (; reached != 0; reached &= reached - 1)
            {
                var index = (i * Vector256<float>.Count) + System.Numerics.BitOperations.TrailingZeroCount(reached);
                pairs[count++] = RadixSort.Pack(values[index], index);
            }
        }

        for (var index = vectors.Length * Vector256<float>.Count; index < values.Length; index++)
        {
            if (values[index] >= threshold)
            {
                pairs[count++] = RadixSort.Pack(values[index], index);
            }
        }

        return count;
    }

    /// <summary>Halves the range of values until about <paramref name="rank"/> of them lie above.</summary>
    private static float Bisect(ReadOnlySpan<float> sample, int rank)
    {
        var (low, high) = (Lowest(sample), TensorPrimitives.Max(sample));
        for (var i = 0; i < 24 && low < high; i++)
        {
            var middle = low + ((high - low) / 2);
            var count = CountReaching(sample, middle);
            if (count >= rank && count <= rank + (rank / 32))
            {
                return middle;
            }

            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = count < rank ? (low, middle) : (middle, high);
        }

        return low;
    }

    /// <summary>Smallest finite value: an impossible token says nothing about the range.</summary>
    private static float Lowest(ReadOnlySpan<float> sample)
    {
        var lowest = float.PositiveInfinity;
        foreach (var value in sample)
        {
            lowest = value < lowest && value != float.NegativeInfinity ? value : lowest;
        }

        return lowest == float.PositiveInfinity ? float.NegativeInfinity : lowest;
    }

    private static int CountReaching(ReadOnlySpan<float> sample, float threshold)
    {
        var counts = Vector256<int>.Zero;
        var bound = Vector256.Create(threshold);
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(sample);
        foreach (var vector in vectors)
        {
            counts -= Vector256.GreaterThanOrEqual(vector, bound).AsInt32(); // a match is -1
        }

        var count = Vector256.Sum(counts);
        foreach (var value in sample[(vectors.Length * Vector256<float>.Count)..])
        {
            count += value >= threshold ? 1 : 0;
        }

        return count;
    }
}
