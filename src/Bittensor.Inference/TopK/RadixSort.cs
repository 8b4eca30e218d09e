using System.Numerics;

namespace Bittensor.Inference.TopK;

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

    /// <summary>Packs a value and its index.</summary>
    /// <param name="value">Any number but NaN; the two zeros are one value.</param>
    /// <param name="index">Zero or more.</param>
    public static ulong Pack(float value, int index)
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
        var (lowest, highest) = (uint.MaxValue, uint.MinValue);
        foreach (var pair in pairs)
        {
            var key = (uint)(pair >> 32);
            lowest = Math.Min(lowest, key);
            highest = Math.Max(highest, key);
        }

        return pairs.IsEmpty ? (0, 0) : (lowest, 32 - BitOperations.LeadingZeroCount(highest - lowest));
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
                (start, sum) = (sum, sum + start);
            }
        }
    }

    private static int Digit(ulong pair, uint lowest, int shift, int buckets) =>
        (int)(((uint)(pair >> 32) - lowest) >> shift) & (buckets - 1);
}
