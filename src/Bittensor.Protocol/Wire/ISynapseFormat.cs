using System.Buffers;

namespace Bittensor.Protocol.Wire;

/// <summary>One form in which synapses travel.</summary>
public interface ISynapseFormat
{
    /// <summary>The form's media type, without parameters.</summary>
    string ContentType { get; }

    /// <summary>Reads one synapse.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="synapseType">A non-abstract <see cref="Synapse"/> with a parameterless constructor.</param>
    /// <param name="kind">Whether the body is a request or an answer; decides the return codes of faults.</param>
    /// <returns>A new object of <paramref name="synapseType"/>; fields that are absent or null keep their defaults.</returns>
    /// <exception cref="SynapseException">
    /// The body cannot be read (<see cref="ReturnCode.RequestDeserializationException"/>), a tensor contradicts its shape
    /// (<see cref="ReturnCode.RequestShapeException"/>), a value is NaN, infinite or another synapse's name
    /// (<see cref="ReturnCode.InvalidRequest"/>), or it has a version that is not known
    /// (<see cref="ReturnCode.RequestIncompatibleVersion"/>); of an answer the corresponding codes of the response. The
    /// inner exception is a <see cref="WireFormatException"/> with the offset.
    /// </exception>
    Synapse Read(ReadOnlyMemory<byte> body, Type synapseType, MessageKind kind = MessageKind.Request);

    /// <summary>Writes one synapse; fields that are null are left out.</summary>
    /// <param name="synapse">The request or the answer.</param>
    /// <param name="output">Receives the whole body.</param>
    void Write(Synapse synapse, IBufferWriter<byte> output);

    /// <summary>Reads several synapses over the same inputs.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="catalog">The synapses that there are.</param>
    /// <param name="kind">Whether the body is a request or an answer.</param>
    /// <returns>
    /// The synapses in their order. One that is unknown, malformed or, in an answer, failed, is an item with a failure;
    /// the others are not touched by it.
    /// </returns>
    /// <exception cref="SynapseException">
    /// The body as a whole cannot be read, as for <see cref="Read"/>, or has no or too many synapses.
    /// </exception>
    MultiSynapse ReadMany(ReadOnlyMemory<byte> body, SynapseCatalog catalog, MessageKind kind = MessageKind.Request);

    /// <summary>Writes several synapses over the same inputs.</summary>
    /// <param name="synapses">The request or the answer.</param>
    /// <param name="kind">A request carries the inputs, an answer each synapse's status.</param>
    /// <param name="output">Receives the whole body.</param>
    void WriteMany(MultiSynapse synapses, MessageKind kind, IBufferWriter<byte> output);
}
