using System.Buffers;
using System.Buffers.Binary;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>The outermost layer of the compact form: magic, version, kind, JSON header, blobs.</summary>
internal sealed class BinaryEnvelope
{
    /// <summary>Version that is written; no other is read.</summary>
    public const byte Version = 1;

    /// <summary>Blobs that a body may have; our synapses have at most three.</summary>
    public const int MaxBlobs = 256;

    /// <summary>Bytes before the header.</summary>
    public const int PrefixLength = 16;

    private const int BlobPrefixLength = 8;

    private BinaryEnvelope(ReadOnlyMemory<byte> header, Blob[] blobs) => (Header, Blobs) = (header, blobs);

    /// <summary>UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Header { get; }

    public Blob[] Blobs { get; }

    private static ReadOnlySpan<byte> Magic => "BTSY"u8;

    /// <summary>Writes a whole body.</summary>
    public static void Write(IBufferWriter<byte> output, EnvelopeKind kind, ReadOnlySpan<byte> header, IReadOnlyList<Blob> blobs)
    {
        var prefix = output.GetSpan(PrefixLength)[..PrefixLength];
        Magic.CopyTo(prefix);
        (prefix[4], prefix[5], prefix[6], prefix[7]) = (Version, (byte)kind, 0, 0);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[8..], header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[12..], blobs.Count);
        output.Advance(PrefixLength);
        output.Write(header);
        foreach (var blob in blobs)
        {
            var start = output.GetSpan(BlobPrefixLength)[..BlobPrefixLength];
            (start[0], start[1], start[2], start[3]) = (blob.Codec, 0, 0, 0);
            BinaryPrimitives.WriteInt32LittleEndian(start[4..], blob.Payload.Length);
            output.Advance(BlobPrefixLength);
            output.Write(blob.Payload.Span);
        }
    }

    /// <summary>Cuts a body into its header and blobs; copies nothing.</summary>
    /// <exception cref="WireFormatException">The body is no such envelope; the offset says where it stops being one.</exception>
    public static BinaryEnvelope Read(ReadOnlyMemory<byte> body, EnvelopeKind kind)
    {
        var reader = new BlobReader(body);
        CheckPrefix(ref reader, kind);
        var headerLength = reader.ReadCount("header length", 1);
        var blobCount = reader.ReadCount("blob count", 0);
        var header = reader.ReadBytes(headerLength, "header");
        if (blobCount > MaxBlobs || blobCount * (long)BlobPrefixLength > reader.Remaining)
        {
            throw reader.Malformed(
                $"{blobCount} blobs are announced; expected at most {MaxBlobs} and room for each in {reader.Remaining} bytes.");
        }

        var blobs = new Blob[blobCount];
        for (var i = 0; i < blobCount; i++)
        {
            blobs[i] = ReadBlob(ref reader);
        }

        reader.ExpectEnd();
        return new BinaryEnvelope(header, blobs);
    }

    private static void CheckPrefix(ref BlobReader reader, EnvelopeKind kind)
    {
        if (!reader.ReadBytes(4, "magic").Span.SequenceEqual(Magic))
        {
            throw new WireFormatException(WireFault.Malformed, "The body does not start with BTSY.", 0);
        }

        if (reader.ReadByte("version") is var version && version != Version)
        {
            throw new WireFormatException(WireFault.Version, $"The version is {version}; expected {Version}.", 4);
        }

        if (reader.ReadByte("kind") is var actual && actual != (byte)kind)
        {
            throw new WireFormatException(WireFault.Malformed, $"The kind is {actual}; expected {(byte)kind} ({kind}).", 5);
        }

        reader.ExpectZeros(2);
    }

    private static Blob ReadBlob(ref BlobReader reader)
    {
        var codec = reader.ReadByte("codec");
        reader.ExpectZeros(3);
        var length = reader.ReadCount("blob length", 1);
        var offset = reader.Offset;
        return new Blob(codec, reader.ReadBytes(length, "blob"), offset);
    }
}
