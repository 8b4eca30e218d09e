using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bittensor.Engine.TopK;

/// <summary>Finds the few values of a row that can be among its K largest, without sorting the row.</summary>
internal static class CandidateFilter
{
    /// <summary>One block of sixteen values in so many is looked at to guess where the K-th largest lies: whole blocks, for a cache line
    /// costs the same whether one or all of its values are read.</summary>
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
        var blocks = MemoryMarshal.Cast<float, Vector512<int>>(values);
        var samples = blocks.Length / Stride * Vector512<int>.Count;
        var expected = (double)k / Stride;
        var rank = (int)Math.Min(int.MaxValue, (expected + (Margin * Math.Sqrt(expected)) + 1) * widening);
        if (rank >= samples)
        {
            return float.NegativeInfinity;
        }

        Span<int> sample = samples <= 8192 ? stackalloc int[samples] : new int[samples];
        for (var i = 0; i < samples / Vector512<int>.Count; i++)
        {
            ToKeys(blocks[i * Stride]).CopyTo(sample[(i * Vector512<int>.Count)..]);
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
        // The scratch space has room for every index and every value: Find needs some more than it finds.
        var indices = MemoryMarshal.Cast<ulong, int>(scratch)[..values.Length];
        var found = MemoryMarshal.Cast<ulong, float>(scratch)[values.Length..];
        var count = Find(values, threshold, indices, found);
        RadixSort.Pack(found[..count], indices[..count], pairs);
        return count;
    }

    /// <summary>Finds the values that reach a threshold, and their indices.</summary>
    /// <param name="values">A row; no NaN.</param>
    /// <param name="threshold">What a value must reach.</param>
    /// <param name="indices">Receives the indices, ascending; as long as <paramref name="values"/>.</param>
    /// <param name="found">Receives the values; as long as <paramref name="values"/>.</param>
    /// <returns>How many there are.</returns>
    private static int Find(ReadOnlySpan<float> values, float threshold, Span<int> indices, Span<float> found)
    {
        // Whole vectors are written whether all of their lanes count or not; those that do not are overwritten by the next. There is room
        // for them: no more can have been found than were looked at.
        var at = 0;
        var count = 0;
        for (; Avx512F.IsSupported && at <= values.Length - Vector512<float>.Count; at += Vector512<float>.Count)
        {
            var lanes = Vector512.Create(values[at..]);
            var reached = Vector512.GreaterThanOrEqual(lanes, Vector512.Create(threshold));
            Avx512F.Compress(Vector512<float>.Zero, reached, lanes).CopyTo(found[count..]);
            Avx512F.Compress(Vector512<int>.Zero, reached.AsInt32(), Vector512.CreateSequence(at, 1)).CopyTo(indices[count..]);
            count += BitOperations.PopCount(reached.ExtractMostSignificantBits());
        }

        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var lanes = Vector256.Create(values[at..]);
            var reached = Vector256.GreaterThanOrEqual(lanes, Vector256.Create(threshold)).ExtractMostSignificantBits();
            var kept = Vector256.Create(Lanes.AsSpan((int)reached * Vector256<int>.Count));
            Vector256.ShuffleNative(lanes, kept).CopyTo(found[count..]);
            (kept + Vector256.Create(at)).CopyTo(indices[count..]);
            count += BitOperations.PopCount(reached);
        }

        for (; at < values.Length; at++)
        {
            if (values[at] >= threshold)
            {
                indices[count] = at;
                found[count] = values[at];
                count++;
            }
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

            if (count < rank)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return (int)low;
    }

    private static (long Low, long High) Range(ReadOnlySpan<int> sample)
    {
        var low = Vector512.Create(int.MaxValue);
        var high = Vector512.Create(int.MinValue);
        foreach (var keys in MemoryMarshal.Cast<int, Vector512<int>>(sample))
        {
            low = Vector512.Min(low, keys);
            high = Vector512.Max(high, keys);
        }

        var lowest = int.MaxValue;
        var highest = int.MinValue;
        for (var lane = 0; lane < Vector512<int>.Count; lane++)
        {
            lowest = Math.Min(lowest, low[lane]);
            highest = Math.Max(highest, high[lane]);
        }

        return (lowest, highest);
    }

    private static int CountReaching(ReadOnlySpan<int> sample, int threshold)
    {
        var counts = Vector512<int>.Zero;
        var bound = Vector512.Create(threshold);
        foreach (var keys in MemoryMarshal.Cast<int, Vector512<int>>(sample))
        {
            counts -= Vector512.GreaterThanOrEqual(keys, bound); // a match is -1
        }

        return Vector512.Sum(counts);
    }

    /// <summary>Integers that grow with the values whose bits are given. Halving a range of them halves magnitudes, not differences, so
    /// that the few high values of a row of probabilities do not hide the many low ones.</summary>
    private static Vector512<int> ToKeys(Vector512<int> bits) =>
        bits ^ (Vector512.ShiftRightArithmetic(bits, 31) & Vector512.Create(int.MaxValue)); // negative numbers' bits grow as they fall

    private static float FromKey(int key) => BitConverter.Int32BitsToSingle(key ^ ((key >> 31) & int.MaxValue));

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
