using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bittensor.Keys.Hashing;

/// <summary>Hashes with SHA3-256 (FIPS 202) what is written to it, piece by piece.</summary>
/// <remarks>.NET's own <see cref="SHA3_256"/> is missing on some platforms; this one gives the same everywhere.
/// Not safe for concurrent use.</remarks>
internal sealed class Sha3Writer : IBufferWriter<byte>
{
    /// <summary>Size of a hash in bytes.</summary>
    public const int HashSize = 32;

    /// <summary>Bytes taken in between two permutations.</summary>
    private const int Rate = 136;

    private const int SmallestBuffer = 512;
    private KeccakState _state;
    private int _position;
    private byte[] _buffer = [];

    /// <summary>Hashes one piece of data.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="hash">Receives the hash; <see cref="HashSize"/> bytes.</param>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var writer = new Sha3Writer();
        writer.Append(data);
        writer.Finish(hash);
    }

    /// <summary>Takes in data.</summary>
    /// <param name="data">Any number of bytes.</param>
    public void Append(ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            if (_position == 0 && data.Length >= Rate)
            {
                AppendBlock(data[..Rate]);
                data = data[Rate..];
                continue;
            }

            var length = Math.Min(data.Length, Rate - _position);
            var state = Bytes();
            for (var index = 0; index < length; index++)
            {
                state[_position + index] ^= data[index];
            }

            data = data[length..];
            _position += length;
            if (_position == Rate)
            {
                Keccak.Permute(ref _state);
                _position = 0;
            }
        }
    }

    /// <summary>Ends the data. Nothing may be written afterwards.</summary>
    /// <param name="hash">Receives the hash; <see cref="HashSize"/> bytes.</param>
    public void Finish(Span<byte> hash)
    {
        var state = Bytes();
        state[_position] ^= 0x06; // the two bits that part SHA-3 from the bare sponge, and the first bit of the padding
        state[Rate - 1] ^= 0x80;
        Keccak.Permute(ref _state);
        state[..HashSize].CopyTo(hash);
    }

    /// <inheritdoc/>
    public void Advance(int count) => Append(_buffer.AsSpan(0, count));

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_buffer.Length < Math.Max(sizeHint, 1))
        {
            _buffer = new byte[Math.Max(sizeHint, SmallestBuffer)];
        }

        return _buffer;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void AppendBlock(ReadOnlySpan<byte> block)
    {
        for (var lane = 0; lane < Rate / sizeof(ulong); lane++)
        {
            _state[lane] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(lane * sizeof(ulong))..]);
        }

        Keccak.Permute(ref _state);
    }

    /// <summary>The lanes as bytes; like libsodium's builds, for processors with the low byte first.</summary>
    private Span<byte> Bytes() => MemoryMarshal.AsBytes((Span<ulong>)_state);
}
