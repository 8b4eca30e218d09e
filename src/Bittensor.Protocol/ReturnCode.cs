namespace Bittensor.Protocol;

/// <summary>How one synapse call ended, by the names of the reference implementation (bittensor.proto of v3.5.0).</summary>
public enum ReturnCode
{
    /// <summary>The answer is there and has the shape that was asked for.</summary>
    Success = 1,

    /// <summary>The answer was not ready within the time the caller gave.</summary>
    Timeout = 2,

    /// <summary>The axon cannot be reached.</summary>
    Unavailable = 4,

    /// <summary>The axon does not know the synapse, or its model cannot serve it.</summary>
    NotImplemented = 5,

    /// <summary>The request has neither tokens nor text.</summary>
    EmptyRequest = 6,

    /// <summary>The answer carries nothing.</summary>
    EmptyResponse = 7,

    /// <summary>A field of the request is outside its range.</summary>
    InvalidRequest = 8,

    /// <summary>The answer contradicts itself or the request: probabilities outside [0,1], ids outside the vocabulary.</summary>
    InvalidResponse = 9,

    /// <summary>A tensor of the request has an unexpected shape.</summary>
    RequestShapeException = 10,

    /// <summary>A tensor of the answer has an unexpected shape.</summary>
    ResponseShapeException = 11,

    /// <summary>The request's bytes cannot be read.</summary>
    RequestDeserializationException = 12,

    /// <summary>The answer's bytes cannot be read.</summary>
    ResponseDeserializationException = 13,

    /// <summary>The model did not finish within the time the axon allows.</summary>
    NucleusTimeout = 14,

    /// <summary>Too many requests wait for the model.</summary>
    NucleusFull = 15,

    /// <summary>The request speaks a version of the protocol that this side does not.</summary>
    RequestIncompatibleVersion = 16,

    /// <summary>The sender's hotkey is not in the metagraph, or is refused by rule.</summary>
    SenderUnknown = 17,

    /// <summary>The signature is missing, wrong or used before.</summary>
    Unauthenticated = 18,

    /// <summary>Any other failure; the log has the rest.</summary>
    UnknownException = 19,
}
