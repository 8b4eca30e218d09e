using Bittensor.Inference.Models;
using Bittensor.Protocol;

namespace Bittensor.Inference.Handlers;

/// <summary>Answers one kind of synapse. Every subclass of the assemblies given to <c>AddInference</c> is found and served.</summary>
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
