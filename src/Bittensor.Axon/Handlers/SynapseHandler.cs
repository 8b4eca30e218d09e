using Bittensor.Protocol;

namespace Bittensor.Axon.Handlers;

/// <summary>Answers one kind of synapse. Every subclass of the assemblies given to <c>AddAxon</c> is found and served.</summary>
/// <remarks>Nothing here knows tokens or models: a handler over images takes what it needs from the service container. Handlers over
/// text derive from <see cref="Text.TextSynapseHandler{T}"/>.</remarks>
public abstract class SynapseHandler
{
    /// <summary>The synapse it answers.</summary>
    public abstract Type SynapseType { get; }

    /// <summary>Tells why this axon cannot answer the synapse; such synapses are not listed in the metadata.</summary>
    /// <returns>The reason, which callers are told, or null where it can.</returns>
    public virtual string? WhyNot() => null;

    /// <summary>Prepares what is computed once. Called when the axon's model is loaded, before the app reports that it is ready.</summary>
    public virtual void WarmUp()
    {
    }

    /// <summary>Fills in the answer.</summary>
    internal abstract Task AnswerAsync(Synapse synapse, SynapseContext context, CancellationToken cancellationToken);
}

/// <summary>Answers synapses of one type.</summary>
/// <typeparam name="T">The synapse.</typeparam>
public abstract class SynapseHandler<T> : SynapseHandler
    where T : Synapse
{
    /// <inheritdoc/>
    public sealed override Type SynapseType => typeof(T);

    /// <summary>Fills in the answer. Work that is asked for before the first await is shared with the request's other synapses.</summary>
    /// <param name="synapse">A request that has been checked; receives the answer.</param>
    /// <param name="context">What the handlers of the request share.</param>
    /// <param name="cancellationToken">The caller has gone, or its time is up.</param>
    /// <exception cref="SynapseException">The request cannot be answered.</exception>
    protected abstract Task AnswerAsync(T synapse, SynapseContext context, CancellationToken cancellationToken);

    /// <inheritdoc/>
    internal sealed override Task AnswerAsync(Synapse synapse, SynapseContext context, CancellationToken cancellationToken) =>
        AnswerAsync((T)synapse, context, cancellationToken);
}
