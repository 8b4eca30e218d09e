using System.Buffers;
using Bittensor.Protocol.Wire.Sdk;

namespace Bittensor.Protocol.Wire;

/// <summary>JSON as Bittensor SDK v7 to v10 sends and reads it: <c>model_dump()</c> of a Synapse subclass.</summary>
/// <remarks>
/// Tensors are the SDK's <c>Tensor</c>; nested arrays of numbers are read as well. Unknown fields are ignored. NaN and
/// infinities are refused, whether in a tensor or as the bare words that Python's json module writes.
/// </remarks>
public sealed class SdkJsonFormat : ISynapseFormat
{
    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public Synapse Read(ReadOnlyMemory<byte> body, Type synapseType, MessageKind kind = MessageKind.Request)
    {
        ArgumentNullException.ThrowIfNull(synapseType);
        try
        {
            var values = new SdkTensorValues(TensorDialect.Numpy);
            var layout = SynapseLayout.Of(synapseType, WireForm.Sdk);
            var synapse = SynapseJson.ReadWhole(
                body.Span, values, (ref reader) => SynapseJson.ReadObject(ref reader, layout, values));
            synapse.TensorDialect = values.Dialect;
            synapse.AfterRead(WireForm.Sdk);
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
        synapse.BeforeWrite(WireForm.Sdk);

        // The SDK updates both in place after reading an answer, and fails where one is null.
        synapse.Dendrite ??= new TerminalInfo();
        synapse.Axon ??= new TerminalInfo();
        using var writer = SynapseJson.WriterTo(output);
        SynapseJson.WriteObject(
            writer, synapse, SynapseLayout.Of(synapse.GetType(), WireForm.Sdk), new SdkTensorValues(synapse.TensorDialect));
    }

    /// <inheritdoc/>
    public MultiSynapse ReadMany(ReadOnlyMemory<byte> body, SynapseCatalog catalog, MessageKind kind = MessageKind.Request)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        try
        {
            var values = new SdkTensorValues(TensorDialect.Numpy);
            var json = new MultiSynapseJson(WireForm.Sdk, values, kind);
            var synapses = SynapseJson.ReadWhole(body.Span, values, (ref reader) => json.Read(ref reader, catalog));
            synapses.TensorDialect = values.Dialect;
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
        using var writer = SynapseJson.WriterTo(output);
        new MultiSynapseJson(WireForm.Sdk, new SdkTensorValues(synapses.TensorDialect), kind).Write(writer, synapses);
    }
}
