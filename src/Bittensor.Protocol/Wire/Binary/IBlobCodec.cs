using System.Buffers;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Turns values of one type into a blob of the compact form and back. Derive from <see cref="BlobCodec{T}"/>.</summary>
public interface IBlobCodec
{
    /// <summary>Names the codec on the wire; one id stands for one layout for ever.</summary>
    byte Id { get; }

    /// <summary>The type of the values.</summary>
    Type ValueType { get; }

    /// <summary>Writes a value as a blob's payload.</summary>
    /// <param name="value">A value of <see cref="ValueType"/>.</param>
    /// <param name="output">Receives the payload.</param>
    /// <returns>False where the codec has no way to say this value; then nothing is written.</returns>
    bool TryWrite(object value, IBufferWriter<byte> output);

    /// <summary>Reads a value; what it leaves unread is an error of the blob.</summary>
    /// <param name="reader">At the payload's first byte, ends with its last.</param>
    /// <exception cref="WireFormatException">The payload is malformed, or a value in it is one that cannot be.</exception>
    object Read(ref BlobReader reader);
}
