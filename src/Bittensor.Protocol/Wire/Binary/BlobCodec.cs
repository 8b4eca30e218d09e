using System.Buffers;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Base of codecs.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class BlobCodec<T> : IBlobCodec
    where T : class
{
    /// <inheritdoc/>
    public abstract byte Id { get; }

    /// <inheritdoc/>
    public Type ValueType => typeof(T);

    /// <inheritdoc/>
    public bool TryWrite(object value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        return TryWriteValue((T)value, output);
    }

    /// <inheritdoc/>
    public object Read(ref BlobReader reader) => ReadValue(ref reader);

    /// <summary>Writes a value as a blob's payload.</summary>
    /// <param name="value">The value.</param>
    /// <param name="output">Receives the payload.</param>
    /// <returns>False where the codec has no way to say this value; then nothing is written.</returns>
    protected abstract bool TryWriteValue(T value, IBufferWriter<byte> output);

    /// <summary>Reads a value.</summary>
    /// <param name="reader">At the payload's first byte, ends with its last.</param>
    /// <exception cref="WireFormatException">The payload is malformed, or a value in it is one that cannot be.</exception>
    protected abstract T ReadValue(ref BlobReader reader);
}
