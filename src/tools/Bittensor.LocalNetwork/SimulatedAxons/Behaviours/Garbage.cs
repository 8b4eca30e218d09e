using Bittensor.Protocol.Wire;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>Answers with random bytes.</summary>
internal sealed class Garbage : IBehaviour
{
    private const int Length = 4096;

    /// <inheritdoc/>
    public string Name => "Garbage";

    /// <inheritdoc/>
    public bool IsHonest => false;

    /// <inheritdoc/>
    public Task AnswerAsync(AxonReply reply, CancellationToken cancellationToken)
    {
        var bytes = new byte[Length];
        reply.Chance.NextBytes(bytes);
        reply.Begin(SynapseFormats.Binary, Length);
        return reply.Response.Body.WriteAsync(bytes, cancellationToken).AsTask();
    }
}
