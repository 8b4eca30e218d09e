using Bittensor.Protocol;

namespace Bittensor.Inference.Handlers;

/// <summary>Answers synapses of one type.</summary>
/// <typeparam name="T">The synapse.</typeparam>
public abstract class SynapseHandler<T> : SynapseHandler
    where T : Synapse
{
    /// <inheritdoc/>
    public sealed override Type SynapseType => typeof(T);

    /// <summary>Fills in the answer. What runs before the first await shares one forward pass with the request's other synapses,
    /// if it asks <see cref="SynapseContext.ReadAsync"/> for it.</summary>
    /// <param name="synapse">A request that has been checked; receives the answer.</param>
    /// <param name="context">Model and inputs.</param>
    /// <param name="cancellationToken">The caller has gone, or its time is up.</param>
    /// <exception cref="SynapseException">It cannot be answered.</exception>
    protected abstract Task AnswerAsync(T synapse, SynapseContext context, CancellationToken cancellationToken);

    /// <inheritdoc/>
    internal sealed override Task AnswerAsync(Synapse synapse, SynapseContext context, CancellationToken cancellationToken) =>
        AnswerAsync((T)synapse, context, cancellationToken);
}
