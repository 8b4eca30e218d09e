using Bittensor.Protocol;

namespace Bittensor.Client;

/// <summary>The calling side: asks axons, and makes a return code of whatever they do.</summary>
public interface IDendrite
{
    /// <summary>Asks one axon.</summary>
    /// <typeparam name="T">The synapse.</typeparam>
    /// <param name="axon">Base URL of the axon, http or https.</param>
    /// <param name="synapse">
    /// The request; its <see cref="Synapse.Timeout"/> is set to <paramref name="timeout"/>, nothing else is changed.
    /// </param>
    /// <param name="timeout">Time until the last byte of the answer; above zero, at most one hour.</param>
    /// <param name="cancellationToken">Gives the query up; the only thing that makes it throw.</param>
    /// <returns>The answer, checked against the request; or a return code and a message.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is outside its range.</exception>
    Task<DendriteResponse<T>> QueryAsync<T>(Uri axon, T synapse, TimeSpan timeout, CancellationToken cancellationToken = default)
        where T : Synapse;

    /// <summary>Asks one axon several things about the same inputs, in one request.</summary>
    /// <param name="axon">Base URL of the axon, http or https.</param>
    /// <param name="synapses">
    /// The requests, 1 to <see cref="MultiSynapse.MaxItems"/>; the inputs of the first are everyone's.
    /// </param>
    /// <param name="timeout">Time until the last byte of the answer; above zero, at most one hour.</param>
    /// <param name="cancellationToken">Gives the query up.</param>
    /// <returns>One answer a request, in their order; each has the time and the bytes of the whole exchange.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is outside its range.</exception>
    Task<IReadOnlyList<DendriteResponse<Synapse>>> QuerySeveralAsync(
        Uri axon, IReadOnlyList<Synapse> synapses, TimeSpan timeout, CancellationToken cancellationToken = default);
}
