namespace Bittensor.Protocol.Wire;

/// <summary>What is being read, which decides whose fault a fault is.</summary>
public enum MessageKind
{
    /// <summary>
    /// A request; faults are the caller's: <see cref="ReturnCode.RequestDeserializationException"/> and the like.
    /// </summary>
    Request,

    /// <summary>
    /// An answer; faults are the axon's: <see cref="ReturnCode.ResponseDeserializationException"/> and the like.
    /// </summary>
    Answer,
}
