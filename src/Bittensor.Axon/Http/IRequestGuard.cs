using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Bittensor.Axon.Http;

/// <summary>Decides who may ask: the one place between reading a request and computing its answer.</summary>
public interface IRequestGuard
{
    /// <summary>Lets a request pass.</summary>
    /// <param name="request">The request with its headers; its body has been read.</param>
    /// <param name="synapses">What is asked, with who asks in <see cref="Synapse.Dendrite"/>; one or several.</param>
    /// <param name="body">The body's bytes.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    /// <exception cref="SynapseException">It may not; <see cref="ReturnCode.Unauthenticated"/> or
    /// <see cref="ReturnCode.SenderUnknown"/>.</exception>
    Task CheckAsync(
        HttpRequest request, IReadOnlyList<Synapse> synapses, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}

/// <summary>Lets everybody ask.</summary>
internal sealed class AllowAll : IRequestGuard
{
    public Task CheckAsync(
        HttpRequest request, IReadOnlyList<Synapse> synapses, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
