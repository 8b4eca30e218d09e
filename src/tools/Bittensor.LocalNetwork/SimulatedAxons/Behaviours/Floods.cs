using Bittensor.Protocol.Wire;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>Sends a gigabyte, in chunks that do not say how many will follow.</summary>
internal sealed class Floods : IBehaviour
{
    private const long Gigabyte = 1 << 30;

    private static readonly byte[] Chunk = new byte[64 * 1024];

    /// <inheritdoc/>
    public string Name => "Floods";

    /// <inheritdoc/>
    public bool IsHonest => false;

    /// <inheritdoc/>
    public async Task AnswerAsync(AxonReply reply, CancellationToken cancellationToken)
    {
        reply.Begin(SynapseFormats.Binary, length: null);
        for (var sent = 0L; sent < Gigabyte; sent += Chunk.Length)
        {
            await reply.Response.Body.WriteAsync(Chunk, cancellationToken);
        }
    }
}
