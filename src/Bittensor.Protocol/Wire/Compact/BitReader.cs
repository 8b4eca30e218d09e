using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Reads numbers of some bits each, lowest bit first. Behind the end it reads zeros: callers ask
/// <see cref="RequireInside"/> before they believe what they read.</summary>
/// <remarks>Loops work on a copy, whose fields stay in registers: what is not inlined takes a reader by value.</remarks>
/// <param name="section">What is read.</param>
internal struct BitReader(BitSection section)
{
    private readonly BitSection _section = section;
    private readonly byte[] _bytes = section.Padded;
    private readonly int _end = section.Length;
    private ulong _window;
    private int _available;
    private int _next;

    /// <summary>Bits that are left; negative behind the end.</summary>
    public readonly long Remaining => ((_end - _next) * 8L) + _available;

    /// <summary>Makes at least 56 bits available.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        // what is set above the available bits is set again by the next refill, to the same
        ref var from = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), Math.Min(_next, _end));
        var word = Unsafe.ReadUnaligned<ulong>(ref from);
        _window |= (BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word)) << _available;
        _next += (63 - _available) >> 3;
        _available |= 56;
    }

    /// <summary>Reads a number.</summary>
    /// <param name="bits">How many bits it has, 0 to 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int bits)
    {
        if (_available < bits)
        {
            Refill();
        }

        var value = (uint)(_window & ((1UL << bits) - 1));
        Skip(bits);
        return value;
    }

    /// <summary>Looks at the next bits without taking them; they must be available.</summary>
    /// <param name="bits">How many, 1 to 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Peek(int bits) => (uint)(_window & ((1UL << bits) - 1));

    /// <summary>Takes bits that were looked at.</summary>
    /// <param name="bits">No more than are available.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int bits)
    {
        _window >>= bits;
        _available -= bits;
    }

    /// <summary>Takes zeros up to a limit, and the one that ends them.</summary>
    /// <param name="limit">Most zeros, up to 32; after so many no one is expected.</param>
    /// <returns>Number of zeros.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadUnary(int limit)
    {
        Refill();
        var zeros = Math.Min(BitOperations.TrailingZeroCount(_window), limit);
        Skip(zeros < limit ? zeros + 1 : limit);
        return zeros;
    }

    /// <summary>Reads what <see cref="BitWriter.WriteGamma"/> wrote.</summary>
    /// <exception cref="WireFormatException">It has more than 30 bits, or the bits end before it.</exception>
    public int ReadGamma()
    {
        var bits = ReadUnary(32);
        if (bits > 30)
        {
            throw Fault(this, "A count has more than 30 bits.");
        }

        var value = (int)((1u << bits) | Read(bits)) - 1;
        RequireInside(this);
        return value;
    }

    /// <summary>Requires that nothing was read behind the end.</summary>
    /// <param name="reader">The reader.</param>
    /// <exception cref="WireFormatException">It was.</exception>
    public static void RequireInside(BitReader reader)
    {
        if (reader.Remaining < 0)
        {
            throw new WireFormatException(WireFault.Malformed, "The bits end too early.", reader._section.Origin + reader._end);
        }
    }

    /// <summary>Requires that everything was read but the zeros that fill up the last byte.</summary>
    /// <param name="reader">The reader.</param>
    /// <exception cref="WireFormatException">There is more, or less.</exception>
    public static void ExpectEnd(BitReader reader)
    {
        RequireInside(reader);
        reader.Refill();
        if (reader.Remaining >= 8 || reader.Peek(8) != 0)
        {
            throw Fault(reader, $"{reader.Remaining} bits follow the end.");
        }
    }

    /// <summary>A fault at the current place.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="message">What was found and what was expected.</param>
    public static WireFormatException Fault(BitReader reader, string message) =>
        new(WireFault.Malformed, message, reader._section.Origin + Math.Clamp(reader._end - (reader.Remaining / 8), 0, reader._end));
}
