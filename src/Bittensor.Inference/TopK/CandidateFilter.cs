using System.Numerics;
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

    /// <summary>For each set of eight lanes the lanes it holds, first to last; what follows them has no meaning.</summary>
    private static readonly int[] Lanes = LanesOfSets();

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

        Span<int> sample = samples <= 8192 ? stackalloc int[samples] : new int[samples];
        for (var i = 0; i < samples; i++)
        {
            sample[i] = ToKey(values[i * Stride]);
        }

        return FromKey(Bisect(sample, rank));
    }

    /// <summary>Packs the values that reach a threshold, in the order of their indices.</summary>
    /// <param name="values">A row; no NaN.</param>
    /// <param name="threshold">What a value must reach.</param>
    /// <param name="pairs">Receives the pairs; as long as <paramref name="values"/>.</param>
    /// <param name="scratch">As long as <paramref name="values"/>; its contents are lost.</param>
    /// <returns>How many there are.</returns>
    public static int Collect(ReadOnlySpan<float> values, float threshold, Span<ulong> pairs, Span<ulong> scratch)
    {
        var indices = MemoryMarshal.Cast<ulong, int>(scratch);
        var count = Find(values, threshold, indices);
        for (var i = 0; i < count; i++)
        {
            pairs[i] = RadixSort.Pack(values[indices[i]], indices[i]);
        }

        return count;
    }

    /// <summary>Finds the indices of the values that reach a threshold.</summary>
    /// <param name="values">A row; no NaN.</param>
    /// <param name="threshold">What a value must reach.</param>
    /// <param name="indices">Receives the indices, ascending; twice as long as <paramref name="values"/>.</param>
    /// <returns>How many there are.</returns>
    private static int Find(ReadOnlySpan<float> values, float threshold, Span<int> indices)
    {
        var count = 0;
        var bound = Vector256.Create(threshold);
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var lanes = MemoryMarshal.Cast<int, Vector256<int>>(Lanes);
        for (var i = 0; i < vectors.Length; i++)
        {
            // Eight are written whether they count or not: those that do not are overwritten by the next.
            var reached = Vector256.GreaterThanOrEqual(vectors[i], bound).ExtractMostSignificantBits();
            (lanes[(int)reached] + Vector256.Create(i * Vector256<float>.Count)).CopyTo(indices[count..]);
            count += BitOperations.PopCount(reached);
        }

        for (var index = vectors.Length * Vector256<float>.Count; index < values.Length; index++)
        {
            indices[count] = index;
            count += values[index] >= threshold ? 1 : 0;
        }

        return count;
    }

    /// <summary>Halves the range of keys until about <paramref name="rank"/> of them lie above.</summary>
    private static int Bisect(ReadOnlySpan<int> sample, int rank)
    {
        var (low, high) = Range(sample);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            var count = CountReaching(sample, (int)middle);
            if (count >= rank && count <= rank + (rank / 32))
            {
                return (int)middle;
            }

            (low, high) = count < rank ? (low, middle) : (middle, high);
        }

        return (int)low;
    }

    private static (long Low, long High) Range(ReadOnlySpan<int> sample)
    {
        var (low, high) = (int.MaxValue, int.MinValue);
        foreach (var key in sample)
        {
            (low, high) = (Math.Min(low, key), Math.Max(high, key));
        }

        return (low, high);
    }

    private static int CountReaching(ReadOnlySpan<int> sample, int threshold)
    {
        var counts = Vector256<int>.Zero;
        var bound = Vector256.Create(threshold);
        var vectors = MemoryMarshal.Cast<int, Vector256<int>>(sample);
        foreach (var vector in vectors)
        {
            counts -= Vector256.GreaterThanOrEqual(vector, bound); // a match is -1
        }

        var count = Vector256.Sum(counts);
        foreach (var value in sample[(vectors.Length * Vector256<int>.Count)..])
        {
            count += value >= threshold ? 1 : 0;
        }

        return count;
    }

    /// <summary>An integer that grows with the value; halving a range of them halves magnitudes, not differences, so that the few
    /// high values of a row of probabilities do not hide the many low ones.</summary>
    private static int ToKey(float value) => Reorder(BitConverter.SingleToInt32Bits(value));

    private static float FromKey(int key) => BitConverter.Int32BitsToSingle(Reorder(key));

    /// <summary>The bits of negative numbers grow as they fall.</summary>
    private static int Reorder(int bits) => bits ^ ((bits >> 31) & int.MaxValue);

    private static int[] LanesOfSets()
    {
        var lanes = new int[256 * 8];
        for (var set = 0; set < 256; set++)
        {
            var count = 0;
            for (var lane = 0; lane < 8; lane++)
            {
                lanes[(set * 8) + count] = lane;
                count += (set >> lane) & 1;
            }
        }

        return lanes;
    }
}
