using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Writes numbers of some bits each one after the other, lowest bit first, into pooled memory.</summary>
internal struct BitWriter : IDisposable
{
    private byte[] _bytes;
    private int _length;
    private ulong _pending;
    private int _count;

    /// <summary>Starts with no bit.</summary>
    /// <param name="capacity">Bytes that are probably needed.</param>
    public BitWriter(int capacity) => _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 64));

    /// <summary>Bits written so far.</summary>
    public readonly long Bits => (_length * 8L) + _count;

    /// <summary>Bytes that <see cref="CopyTo"/> writes.</summary>
    public readonly int Bytes => _length + ((_count + 7) / 8);

    /// <summary>Adds the lowest bits of a number.</summary>
    /// <param name="value">The number; no bit above <paramref name="bits"/> is set.</param>
    /// <param name="bits">How many, 0 to 32.</param>
    public void Write(uint value, int bits)
    {
        _pending |= (ulong)value << _count;
        _count += bits;
        if (_count >= 32)
        {
            Flush();
        }
    }

    /// <summary>Adds any number that is not negative in about twice the bits that it has (Elias gamma of value + 1).</summary>
    public void WriteGamma(int value)
    {
        var number = (uint)value + 1;
        var bits = BitOperations.Log2(number);
        Write(0, bits);
        Write(1, 1);
        Write(number & ((1u << bits) - 1), bits);
    }

    /// <summary>Copies all that was written, the last byte filled up with zeros.</summary>
    public readonly void CopyTo(IBufferWriter<byte> output)
    {
        output.Write(_bytes.AsSpan(0, _length));
        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(rest, _pending);
        output.Write(rest[..((_count + 7) / 8)]);
    }

    /// <inheritdoc/>
    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Flush()
    {
        if (_length + sizeof(uint) > _bytes.Length)
        {
            Grow();
        }

        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_length), (uint)_pending);
        _length += sizeof(uint);
        _pending >>= 32;
        _count -= 32;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
