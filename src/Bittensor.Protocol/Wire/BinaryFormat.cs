using System.Buffers;
using System.Text.Json;
using Bittensor.Protocol.Wire.Binary;

namespace Bittensor.Protocol.Wire;

/// <summary>The compact form: a JSON header for the plain fields, and a blob for each tensor or distribution.</summary>
/// <remarks>BINARY-FORMAT.md beside this file describes it byte by byte.</remarks>
public sealed class BinaryFormat : ISynapseFormat
{
    private readonly BlobCodecs _codecs;

    /// <summary>The form with every codec there is.</summary>
    public BinaryFormat()
        : this(BlobCodecs.Default)
    {
    }

    /// <summary>The form with codecs of one's choice.</summary>
    /// <param name="codecs">The codecs that are written and read.</param>
    public BinaryFormat(BlobCodecs codecs) => _codecs = codecs ?? throw new ArgumentNullException(nameof(codecs));

    /// <inheritdoc/>
    public string ContentType => "application/vnd.bittensor.synapse";

    /// <inheritdoc/>
    public Synapse Read(ReadOnlyMemory<byte> body, Type synapseType, MessageKind kind = MessageKind.Request)
    {
        ArgumentNullException.ThrowIfNull(synapseType);
        try
        {
            var envelope = BinaryEnvelope.Read(body, EnvelopeKind.Synapse);
            var values = new BlobReadValues(_codecs, envelope.Blobs);
            var layout = SynapseLayout.Of(synapseType, WireForm.Binary);
            var synapse = SynapseJson.ReadWhole(
                envelope.Header.Span, values, (ref reader) => SynapseJson.ReadObject(ref reader, layout, values));
            synapse.AfterRead(WireForm.Binary);
            return synapse;
        }
        catch (WireFormatException exception)
        {
            throw exception.ToSynapseException(kind);
        }
    }

    /// <inheritdoc/>
    public void Write(Synapse synapse, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        synapse.BeforeWrite(WireForm.Binary);
        var layout = SynapseLayout.Of(synapse.GetType(), WireForm.Binary);
        WriteEnvelope(EnvelopeKind.Synapse, output, (writer, values) => SynapseJson.WriteObject(writer, synapse, layout, values));
    }

    /// <inheritdoc/>
    public MultiSynapse ReadMany(ReadOnlyMemory<byte> body, SynapseCatalog catalog, MessageKind kind = MessageKind.Request)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        try
        {
            var envelope = BinaryEnvelope.Read(body, EnvelopeKind.Several);
            var values = new BlobReadValues(_codecs, envelope.Blobs);
            var json = new MultiSynapseJson(WireForm.Binary, values, kind);
            var synapses = SynapseJson.ReadWhole(envelope.Header.Span, values, (ref reader) => json.Read(ref reader, catalog));
            synapses.ShareInputs();
            return synapses;
        }
        catch (WireFormatException exception)
        {
            throw exception.ToSynapseException(kind);
        }
    }

    /// <inheritdoc/>
    public void WriteMany(MultiSynapse synapses, MessageKind kind, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        WriteEnvelope(
            EnvelopeKind.Several,
            output,
            (writer, values) => new MultiSynapseJson(WireForm.Binary, values, kind).Write(writer, synapses));
    }

    private void WriteEnvelope(EnvelopeKind kind, IBufferWriter<byte> output, Action<Utf8JsonWriter, ISpecialValues> writeHeader)
    {
        var values = new BlobWriteValues(_codecs);
        var header = new ArrayBufferWriter<byte>(512);
        using (var writer = SynapseJson.WriterTo(header))
        {
            writeHeader(writer, values);
        }

        BinaryEnvelope.Write(output, kind, header.WrittenSpan, values.Blobs);
    }
}
