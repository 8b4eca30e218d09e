using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bittensor.Engine.TopK;

/// <summary>Sorts (value, index) pairs by descending value in time proportional to their number.</summary>
/// <remarks>
/// A pair is one 64-bit number: upper half a key that grows as the value falls, lower half the index. Least significant
/// digit first and stable, so that equal values stay in the order they came in.
/// </remarks>
internal static class RadixSort
{
    /// <summary>Bits of a digit at most: the counters of a pass fit into the first-level cache.</summary>
    private const int MaxDigitBits = 12;

    /// <summary>The same for few pairs, whose counters would otherwise take longer than they do.</summary>
    private const int FewDigitBits = 8;

    /// <summary>Below so many, pairs are few.</summary>
    private const int Few = 2048;

    /// <summary>Packs values and their indices.</summary>
    /// <param name="values">Any numbers but NaN; the two zeros are one value.</param>
    /// <param name="indices">Zero or more each; as many as <paramref name="values"/>.</param>
    /// <param name="pairs">Receives the pairs; as many as <paramref name="values"/>.</param>
    public static void Pack(ReadOnlySpan<float> values, ReadOnlySpan<int> indices, Span<ulong> pairs)
    {
        var at = 0;
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var bits = (Vector256.Create(values[at..]) + Vector256<float>.Zero).AsInt32(); // -0 + 0 = 0
            var descending = ~(bits ^ (Vector256.ShiftRightArithmetic(bits, 31) | Vector256.Create(int.MinValue)));
            var (low, high) = Vector256.Widen(descending.AsUInt32());
            var (lowIndex, highIndex) = Vector256.Widen(Vector256.Create(indices[at..]).AsUInt32());
            (Vector256.ShiftLeft(low, 32) | lowIndex).CopyTo(pairs[at..]);
            (Vector256.ShiftLeft(high, 32) | highIndex).CopyTo(pairs[(at + Vector256<ulong>.Count)..]);
        }

        for (; at < values.Length; at++)
        {
            pairs[at] = Pack(values[at], indices[at]);
        }
    }

    /// <summary>Takes pairs apart.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="values">Receives their values; as many as <paramref name="pairs"/>.</param>
    /// <param name="indices">Receives their indices; as many as <paramref name="pairs"/>.</param>
    public static void Unpack(ReadOnlySpan<ulong> pairs, Span<float> values, Span<int> indices)
    {
        var at = 0;
        for (; at <= pairs.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var low = Vector256.Create(pairs[at..]);
            var high = Vector256.Create(pairs[(at + Vector256<ulong>.Count)..]);
            Vector256.Narrow(low, high).AsInt32().CopyTo(indices[at..]);
            var ascending = ~Vector256.Narrow(low >>> 32, high >>> 32).AsInt32();
            var bits = ascending ^ (Vector256.ShiftRightArithmetic(~ascending, 31) | Vector256.Create(int.MinValue));
            bits.AsSingle().CopyTo(values[at..]);
        }

        for (; at < pairs.Length; at++)
        {
            values[at] = Value(pairs[at]);
            indices[at] = Index(pairs[at]);
        }
    }

    /// <summary>Packs a value and its index.</summary>
    private static ulong Pack(float value, int index)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f); // -0 + 0 = 0
        var ascending = (bits & 0x8000_0000) == 0 ? bits | 0x8000_0000 : ~bits;
        return ((ulong)~ascending << 32) | (uint)index;
    }

    /// <summary>The value of a pair.</summary>
    public static float Value(ulong pair)
    {
        var ascending = ~(uint)(pair >> 32);
        return BitConverter.UInt32BitsToSingle((ascending & 0x8000_0000) != 0 ? ascending & 0x7FFF_FFFF : ~ascending);
    }

    /// <summary>The index of a pair.</summary>
    public static int Index(ulong pair) => (int)(uint)pair;

    /// <summary>Sorts pairs by descending value.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="scratch">As long as <paramref name="pairs"/>; its contents are lost.</param>
    public static void Sort(Span<ulong> pairs, Span<ulong> scratch)
    {
        var (lowest, spread) = Range(pairs);
        var most = pairs.Length < Few ? FewDigitBits : MaxDigitBits;
        var digits = (spread + most - 1) / most;
        var digitBits = digits == 0 ? 0 : (spread + digits - 1) / digits;
        Span<int> starts = stackalloc int[digits << digitBits];
        Count(pairs, lowest, digitBits, digits, starts);
        var from = pairs;
        var to = scratch[..pairs.Length];
        for (var digit = 0; digit < digits; digit++)
        {
            var places = starts.Slice(digit << digitBits, 1 << digitBits);
            foreach (var pair in from)
            {
                to[places[Digit(pair, lowest, digit * digitBits, places.Length)]++] = pair;
            }

            var swap = from;
            from = to;
            to = swap;
        }

        if (from != pairs)
        {
            from.CopyTo(pairs);
        }
    }

    /// <summary>Smallest key, and the number of bits in which keys differ from it: usually fewer digits than the key has.</summary>
    private static (uint Lowest, int Bits) Range(ReadOnlySpan<ulong> pairs)
    {
        if (pairs.IsEmpty)
        {
            return (0, 0);
        }

        var low = Vector512.Create(pairs[0]);
        var high = Vector512.Create(pairs[0]);
        var vectors = MemoryMarshal.Cast<ulong, Vector512<ulong>>(pairs);
        foreach (var vector in vectors)
        {
            low = Vector512.Min(low, vector);
            high = Vector512.Max(high, vector);
        }

        var lowest = pairs[0];
        var highest = pairs[0];
        for (var lane = 0; lane < Vector512<ulong>.Count; lane++)
        {
            lowest = Math.Min(lowest, low[lane]);
            highest = Math.Max(highest, high[lane]);
        }

        foreach (var pair in pairs[(vectors.Length * Vector512<ulong>.Count)..])
        {
            lowest = Math.Min(lowest, pair);
            highest = Math.Max(highest, pair);
        }

        return ((uint)(lowest >> 32), 32 - BitOperations.LeadingZeroCount((uint)(highest >> 32) - (uint)(lowest >> 32)));
    }

    /// <summary>Counts every digit in one go, and turns counts into where each one's pairs begin.</summary>
    private static void Count(ReadOnlySpan<ulong> pairs, uint lowest, int digitBits, int digits, Span<int> starts)
    {
        starts.Clear();
        var size = 1 << digitBits;
        foreach (var pair in pairs)
        {
            for (var digit = 0; digit < digits; digit++)
            {
                starts[(digit << digitBits) + Digit(pair, lowest, digit * digitBits, size)]++;
            }
        }

        for (var digit = 0; digit < digits; digit++)
        {
            var sum = 0;
            foreach (ref var start in starts.Slice(digit << digitBits, size))
            {
                var count = start;
                start = sum;
                sum += count;
            }
        }
    }

    private static int Digit(ulong pair, uint lowest, int shift, int buckets) =>
        (int)(((uint)(pair >> 32) - lowest) >> shift) & (buckets - 1);
}
