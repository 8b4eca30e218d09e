namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Bytes that bits are read from, copied to where zeros follow them: a reader may then look ahead without asking whether
/// it is near the end.</summary>
internal sealed class BitSection : IDisposable
{
    private readonly Scratch<byte> _bytes;

    /// <summary>Copies bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="origin">Offset of the first one in the body, for messages.</param>
    public BitSection(ReadOnlySpan<byte> bytes, long origin)
    {
        _bytes = new(bytes.Length + sizeof(ulong));
        bytes.CopyTo(_bytes.Span);
        _bytes.Span[bytes.Length..].Clear();
        (Length, Origin) = (bytes.Length, origin);
    }

    /// <summary>Number of bytes.</summary>
    public int Length { get; }

    /// <summary>Offset of the first one in the body.</summary>
    public long Origin { get; }

    /// <summary>The bytes, and at least eight zeros.</summary>
    public byte[] Padded => _bytes.Array;

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();
}
