using System.Buffers;
using System.Text.Json;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Collects the blobs of a header that is being written.</summary>
internal sealed class BlobWriteValues(BlobCodecs codecs) : ISpecialValues
{
    private readonly List<Blob> _blobs = [];

    public IReadOnlyList<Blob> Blobs => _blobs;

    public long Origin => BinaryEnvelope.PrefixLength;

    public bool Handles(Type type) => codecs.Handles(type);

    public object Read(ref Utf8JsonReader reader, Type type) =>
        throw new InvalidOperationException("These blobs are written only.");

    public void Write(Utf8JsonWriter writer, object value)
    {
        var payload = new ArrayBufferWriter<byte>(1024);
        var codec = codecs.Write(value, payload);
        JsonSerializer.Serialize(writer, new BlobReference(_blobs.Count), SynapseJson.Options);
        _blobs.Add(new Blob(codec, payload.WrittenMemory, 0));
    }
}
