using Bittensor.Protocol.Wire;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>Trickles a byte a second until the validator has had enough.</summary>
internal sealed class Trickles : IBehaviour
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public string Name => "Trickles";

    /// <inheritdoc/>
    public bool IsHonest => false;

    /// <inheritdoc/>
    public async Task AnswerAsync(AxonReply reply, CancellationToken cancellationToken)
    {
        reply.Begin(SynapseFormats.Binary, length: null);
        for (; ; await Task.Delay(Pause, cancellationToken))
        {
            await reply.Response.Body.WriteAsync(new byte[1], cancellationToken);
            await reply.Response.Body.FlushAsync(cancellationToken);
        }
    }
}
