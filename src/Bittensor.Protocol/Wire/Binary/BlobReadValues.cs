using System.Text.Json;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Reads the blobs that a header refers to, each at most once.</summary>
internal sealed class BlobReadValues(BlobCodecs codecs, Blob[] blobs) : ISpecialValues
{
    private readonly bool[] _used = new bool[blobs.Length];

    public long Origin => BinaryEnvelope.PrefixLength;

    public bool Handles(Type type) => codecs.Handles(type);

    public object Read(ref Utf8JsonReader reader, Type type)
    {
        SynapseJson.ExpectObject(ref reader, this);
        var index = JsonSerializer.Deserialize<BlobReference>(ref reader, SynapseJson.Options)!.Blob;
        if (index < 0 || index >= blobs.Length || _used[index])
        {
            // a blob that many fields share would let few bytes become many
            throw new WireFormatException(
                WireFault.Malformed, $"Blob {index} is not there or taken already; there are {blobs.Length}.");
        }

        _used[index] = true;
        var blob = blobs[index];
        var codec = codecs.Reader(type, blob.Codec)
            ?? throw new WireFormatException(
                WireFault.Malformed, $"Blob {index} has codec {blob.Codec}, which is none for this field.", blob.Offset);
        var bytes = new BlobReader(blob.Payload, blob.Offset);
        var value = codec.Read(ref bytes);
        bytes.ExpectEnd();
        return value;
    }

    public void Write(Utf8JsonWriter writer, object value) => throw new InvalidOperationException("These blobs are read only.");
}
