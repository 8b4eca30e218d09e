using Bittensor.Engine;
using Bittensor.Protocol;

namespace Bittensor.Axon;

/// <summary>Translates what the engine throws into what callers are told: the one place that maps its faults to return codes.</summary>
internal static class EngineErrors
{
    /// <summary>Translates an exception; the message stays the same.</summary>
    /// <param name="exception">The engine's exception, which stays as the cause.</param>
    public static SynapseException ToSynapseException(EngineException exception) =>
        new(ToReturnCode(exception.Fault), exception.Message, exception);

    /// <summary>Maps a kind of failure to a return code.</summary>
    /// <param name="fault">The kind.</param>
    public static ReturnCode ToReturnCode(EngineFault fault) => fault switch
    {
        EngineFault.NoTokens => ReturnCode.EmptyRequest,
        EngineFault.UnknownToken => ReturnCode.InvalidRequest,
        EngineFault.ContextExceeded => ReturnCode.InvalidRequest,
        EngineFault.TooManyTokens => ReturnCode.InvalidRequest,
        EngineFault.ContradictoryOptions => ReturnCode.InvalidRequest,
        EngineFault.QueueFull => ReturnCode.NucleusFull,
        EngineFault.TimedOut => ReturnCode.NucleusTimeout,
        EngineFault.NotReady => ReturnCode.Unavailable,
        EngineFault.NoHiddenStates => ReturnCode.NotImplemented,
        EngineFault.NotFinite => ReturnCode.InvalidResponse,
        _ => ReturnCode.UnknownException,
    };
}
