namespace Bittensor.Protocol.Wire;

/// <summary>Bytes that are no synapse: what is wrong with them, and where.</summary>
/// <param name="fault">What kind of fault it is.</param>
/// <param name="message">What was found and what was expected.</param>
/// <param name="offset">Byte of the body at which it was found; null where the fault has no one place.</param>
/// <param name="innerException">What the parser below said.</param>
public sealed class WireFormatException(WireFault fault, string message, long? offset = null, Exception? innerException = null)
    : Exception(offset is null ? message : $"At byte {offset}: {message}", innerException)
{
    /// <summary>What kind of fault it is.</summary>
    public WireFault Fault { get; } = fault;

    /// <summary>The message without the offset.</summary>
    public string Reason { get; } = message;

    /// <summary>Byte of the body at which it was found; null where the fault has no one place.</summary>
    public long? Offset { get; } = offset;

    /// <summary>
    /// Says the same as a return code: the same fault is the caller's in a request and the axon's in an answer.
    /// </summary>
    /// <param name="kind">What was being read.</param>
    public SynapseException ToSynapseException(MessageKind kind) => new(ReturnCodeFor(kind), Message, this);

    private ReturnCode ReturnCodeFor(MessageKind kind) => (kind, Fault) switch
    {
        (MessageKind.Request, WireFault.Shape) => ReturnCode.RequestShapeException,
        (MessageKind.Request, WireFault.Value) => ReturnCode.InvalidRequest,
        (MessageKind.Request, WireFault.Version) => ReturnCode.RequestIncompatibleVersion,
        (MessageKind.Request, WireFault.Empty) => ReturnCode.EmptyRequest,
        (MessageKind.Request, _) => ReturnCode.RequestDeserializationException,
        (_, WireFault.Shape) => ReturnCode.ResponseShapeException,
        (_, WireFault.Value) => ReturnCode.InvalidResponse,
        (_, WireFault.Empty) => ReturnCode.EmptyResponse,
        _ => ReturnCode.ResponseDeserializationException,
    };
}
