using Bittensor.Protocol.Wire;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>Closes the connection in the middle of its answer.</summary>
internal sealed class BreaksOff : IBehaviour
{
    /// <inheritdoc/>
    public string Name => "BreaksOff";

    /// <inheritdoc/>
    public bool IsHonest => false;

    /// <inheritdoc/>
    public async Task AnswerAsync(AxonReply reply, CancellationToken cancellationToken)
    {
        var body = SynapseFormats.Binary.Write(reply.Answer);
        reply.Begin(SynapseFormats.Binary, body.Length);
        await reply.Response.Body.WriteAsync(body[..(body.Length / 2)], cancellationToken);
        await reply.Response.Body.FlushAsync(cancellationToken);
        reply.Response.HttpContext.Abort();
    }
}
