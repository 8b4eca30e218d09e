using Bittensor.Engine.Models;
using Bittensor.Protocol;

namespace Bittensor.Axon.Handlers;

/// <summary>Answers one kind of synapse. Every subclass of the assemblies given to <c>AddAxon</c> is found and served.</summary>
public abstract class SynapseHandler
{
    /// <summary>The synapse it answers.</summary>
    public abstract Type SynapseType { get; }

    /// <summary>Says why a model cannot answer this synapse, so that nobody need ask.</summary>
    /// <param name="model">The model that is served.</param>
    /// <returns>The reason, or null where it can.</returns>
    public virtual string? WhyNot(ILanguageModel model) => null;

    /// <summary>Prepares what is computed once a model. Called before the app reports that it is ready.</summary>
    /// <param name="model">The model that is served.</param>
    public virtual void WarmUp(ILanguageModel model)
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
