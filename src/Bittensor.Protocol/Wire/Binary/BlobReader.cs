using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Reads little-endian values out of bytes that strangers sent; no length is believed before it is checked.</summary>
/// <param name="bytes">What is read.</param>
/// <param name="origin">Offset of the first byte in the body, for messages.</param>
public struct BlobReader(ReadOnlyMemory<byte> bytes, long origin = 0)
{
    private int _position;

    /// <summary>Where the next byte lies in the body.</summary>
    public readonly long Offset => origin + _position;

    /// <summary>Bytes left.</summary>
    public readonly int Remaining => bytes.Length - _position;

    /// <summary>Reads one byte.</summary>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="WireFormatException">Nothing is left.</exception>
    public byte ReadByte(string what) => ReadBytes(1, what).Span[0];

    /// <summary>Reads an unsigned 32-bit number that counts something still to come.</summary>
    /// <param name="what">What it counts, for the message.</param>
    /// <param name="bytesEach">
    /// Bytes that each of them takes at least; the rest of the input must have room for all. 0: not checked.
    /// </param>
    /// <returns>The number, 0 to <see cref="int.MaxValue"/>.</returns>
    /// <exception cref="WireFormatException">The number is cut off, or larger than what can follow.</exception>
    public int ReadCount(string what, int bytesEach)
    {
        var at = Offset;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(sizeof(uint), what).Span);
        return count <= int.MaxValue && count * (long)bytesEach <= Remaining
            ? (int)count
            : throw new WireFormatException(
                WireFault.Malformed, $"The {what} is {count} ({bytesEach} bytes each) but {Remaining} bytes are left.", at);
    }

    /// <summary>Reads an unsigned 32-bit number that is at least 1.</summary>
    /// <param name="what">What it is, for the message.</param>
    /// <returns>The number, 1 to <see cref="int.MaxValue"/>.</returns>
    /// <exception cref="WireFormatException">The number is 0, too large or cut off.</exception>
    public int ReadPositive(string what)
    {
        var at = Offset;
        return ReadCount(what, 0) is > 0 and var value
            ? value
            : throw new WireFormatException(WireFault.Malformed, $"The {what} is 0.", at);
    }

    /// <summary>Reads one 32-bit floating-point number, whatever it is.</summary>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="WireFormatException">It is cut off.</exception>
    public float ReadSingle(string what) => BinaryPrimitives.ReadSingleLittleEndian(ReadBytes(sizeof(float), what).Span);

    /// <summary>Takes the next bytes, without copying them.</summary>
    /// <param name="count">How many, not negative.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <exception cref="WireFormatException">Fewer are left.</exception>
    public ReadOnlyMemory<byte> ReadBytes(int count, string what)
    {
        if (count > Remaining)
        {
            throw Malformed($"The {what} needs {count} bytes but {Remaining} are left.");
        }

        _position += count;
        return bytes.Slice(_position - count, count);
    }

    /// <summary>Reads an array of numbers.</summary>
    /// <typeparam name="T">A primitive number type.</typeparam>
    /// <param name="count">How many, not negative; nothing is allocated before that many are known to be there.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <exception cref="WireFormatException">Fewer are left.</exception>
    public T[] ReadArray<T>(long count, string what)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        if (count > Remaining / size)
        {
            throw Malformed($"The {what} needs {count} values of {size} bytes but {Remaining} bytes are left.");
        }

        // every platform of ONNX Runtime is little-endian, as the form is
        return MemoryMarshal.Cast<byte, T>(ReadBytes((int)count * size, what).Span).ToArray();
    }

    /// <summary>Skips reserved bytes.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="WireFormatException">One of them is not zero, or they are cut off.</exception>
    public void ExpectZeros(int count)
    {
        var at = Offset;
        if (ReadBytes(count, "reserved space").Span.IndexOfAnyExcept((byte)0) is >= 0 and var index)
        {
            throw new WireFormatException(WireFault.Malformed, "A reserved byte is not zero.", at + index);
        }
    }

    /// <summary>Requires that everything has been read.</summary>
    /// <exception cref="WireFormatException">Bytes are left.</exception>
    public readonly void ExpectEnd()
    {
        if (Remaining > 0)
        {
            throw Malformed($"{Remaining} bytes follow the end.");
        }
    }

    /// <summary>A fault at the current place.</summary>
    /// <param name="message">What was found and what was expected.</param>
    public readonly WireFormatException Malformed(string message) => new(WireFault.Malformed, message, Offset);
}
