using System.Buffers;

namespace Bittensor.Protocol.Wire;

/// <summary>Shorter ways to call an <see cref="ISynapseFormat"/>.</summary>
public static class SynapseFormatExtensions
{
    /// <summary>Reads one synapse whose type is known at compile time.</summary>
    /// <typeparam name="T">The synapse.</typeparam>
    /// <param name="format">The form of the body.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="kind">Whether the body is a request or an answer.</param>
    /// <exception cref="SynapseException">As for <see cref="ISynapseFormat.Read"/>.</exception>
    public static T Read<T>(this ISynapseFormat format, ReadOnlyMemory<byte> body, MessageKind kind = MessageKind.Request)
        where T : Synapse
    {
        ArgumentNullException.ThrowIfNull(format);
        return (T)format.Read(body, typeof(T), kind);
    }

    /// <summary>Writes one synapse into a buffer of its own.</summary>
    /// <param name="format">The form to write.</param>
    /// <param name="synapse">The request or the answer.</param>
    public static ReadOnlyMemory<byte> Write(this ISynapseFormat format, Synapse synapse)
    {
        ArgumentNullException.ThrowIfNull(format);
        var output = new ArrayBufferWriter<byte>(1024);
        format.Write(synapse, output);
        return output.WrittenMemory;
    }

    /// <summary>Writes several synapses into a buffer of its own.</summary>
    /// <param name="format">The form to write.</param>
    /// <param name="synapses">The request or the answer.</param>
    /// <param name="kind">Which of the two it is.</param>
    public static ReadOnlyMemory<byte> WriteMany(this ISynapseFormat format, MultiSynapse synapses, MessageKind kind)
    {
        ArgumentNullException.ThrowIfNull(format);
        var output = new ArrayBufferWriter<byte>(1024);
        format.WriteMany(synapses, kind, output);
        return output.WrittenMemory;
    }
}
