using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Bittensor.Functions.Axon.Http;

/// <summary>Lets everybody ask.</summary>
internal sealed class AllowAll : IRequestGuard
{
    public Task CheckAsync(
        HttpRequest request, IReadOnlyList<Synapse> synapses, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
