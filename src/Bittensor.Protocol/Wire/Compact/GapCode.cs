using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Rising positions among N places by the gaps between them, in a Golomb-Rice code (Rice 1979) that their density
/// chooses. Where more than half of the places are taken, the free ones are written.</summary>
internal static class GapCode
{
    /// <summary>A gap of so many multiples of 2^k and more is written in full.</summary>
    private const int LongestUnary = 24;

    private const int FullBits = 26;

    /// <summary>Most places.</summary>
    public const int MaxPlaces = 1 << 25;

    /// <summary>Writes positions; both sides know how many there are.</summary>
    /// <param name="bits">Receives them.</param>
    /// <param name="positions">Rising, each below <paramref name="places"/>.</param>
    /// <param name="places">N, at most <see cref="MaxPlaces"/>.</param>
    public static void Write(ref BitWriter bits, ReadOnlySpan<int> positions, int places)
    {
        if (IsDense(positions.Length, places))
        {
            WriteFree(ref bits, positions, places);
            return;
        }

        var k = RiceBits(positions.Length, places);
        var next = 0;
        foreach (var position in positions)
        {
            WriteGap(ref bits, position - next, k);
            next = position + 1;
        }
    }

    /// <summary>Reads positions.</summary>
    /// <param name="bits">Where they are.</param>
    /// <param name="positions">Receives them, rising; its length is how many there are, at most <paramref name="places"/>.</param>
    /// <param name="places">N.</param>
    /// <exception cref="WireFormatException">A position is not below N, or the bits end before.</exception>
    public static void Read(ref BitReader bits, Span<int> positions, int places)
    {
        if (IsDense(positions.Length, places))
        {
            ReadFree(ref bits, positions, places);
            return;
        }

        var k = RiceBits(positions.Length, places);
        var next = 0;
        var local = bits; // in registers, not behind a reference
        foreach (ref var position in positions)
        {
            position = ReadPosition(ref local, next, k, places);
            next = position + 1;
        }

        bits = local;
        BitReader.RequireInside(bits);
    }

    private static bool IsDense(int count, int places) => count > places / 2;

    /// <summary>Lowest bits of a gap that are written as they are: about log2 of 0.69 of the mean gap, which is best for gaps that
    /// chance made.</summary>
    private static int RiceBits(int count, int places) =>
        count == 0 ? 0 : BitOperations.Log2((uint)Math.Max(1, places * 11L / 16 / count));

    private static void WriteFree(ref BitWriter bits, ReadOnlySpan<int> positions, int places)
    {
        var k = RiceBits(places - positions.Length, places);
        var (next, place) = (0, 0);
        foreach (var position in positions)
        {
            for (; place < position; place++)
            {
                WriteGap(ref bits, place - next, k);
                next = place + 1;
            }

            place = position + 1;
        }

        for (; place < places; place++)
        {
            WriteGap(ref bits, place - next, k);
            next = place + 1;
        }
    }

    private static void ReadFree(ref BitReader bits, Span<int> positions, int places)
    {
        var free = places - positions.Length;
        var k = RiceBits(free, places);
        var (next, at) = (0, 0);
        for (; free > 0; free--)
        {
            var gap = ReadPosition(ref bits, next, k, places);
            for (; next < gap && at < positions.Length; next++)
            {
                positions[at++] = next;
            }

            next = gap + 1;
        }

        for (; at < positions.Length; next++)
        {
            positions[at++] = next;
        }

        BitReader.RequireInside(bits);
        if (at > 0 && positions[^1] >= places)
        {
            throw BitReader.Fault(bits, $"A position is {positions[^1]}; expected below {places}.");
        }
    }

    private static void WriteGap(ref BitWriter bits, int gap, int k)
    {
        var multiple = gap >> k;
        if (multiple >= LongestUnary)
        {
            bits.Write(0, LongestUnary);
            bits.Write((uint)gap, FullBits);
            return;
        }

        bits.Write(1u << multiple, multiple + 1);
        bits.Write((uint)gap & ((1u << k) - 1), k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadPosition(ref BitReader bits, int next, int k, int places)
    {
        var multiple = bits.ReadUnary(LongestUnary);
        var gap = multiple == LongestUnary ? (int)bits.Read(FullBits) : (multiple << k) | (int)bits.Read(k);
        var position = next + gap;
        return position < places ? position : throw BitReader.Fault(bits, $"A position is {position}; expected below {places}.");
    }
}
