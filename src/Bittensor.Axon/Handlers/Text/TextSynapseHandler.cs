using Bittensor.Engine;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>Answers synapses of one type whose inputs are texts or tokens, with the axon's language model.</summary>
/// <typeparam name="T">The synapse.</typeparam>
/// <param name="requests">Prepares requests.</param>
public abstract class TextSynapseHandler<T>(TextRequests requests) : SynapseHandler<T>
    where T : Synapse
{
    /// <inheritdoc/>
    /// <exception cref="EngineException">The model is not ready; <see cref="EngineFault.NotReady"/>.</exception>
    public sealed override string? WhyNot() => WhyNot(requests.Model);

    /// <inheritdoc/>
    public sealed override void WarmUp() => WarmUp(requests.Model);

    /// <summary>Tells why a model cannot answer this synapse.</summary>
    /// <param name="model">The model that is served.</param>
    /// <returns>The reason, or null where it can.</returns>
    protected virtual string? WhyNot(ILanguageModel model) => null;

    /// <summary>Prepares what is computed once a model.</summary>
    /// <param name="model">The model that is served.</param>
    protected virtual void WarmUp(ILanguageModel model)
    {
    }

    /// <summary>Fills in the answer. Handlers that call <see cref="TextRequest.ReadAsync"/> before their first await share one forward
    /// pass with the request's other synapses.</summary>
    /// <param name="synapse">A request that has been checked; receives the answer.</param>
    /// <param name="request">Model and inputs.</param>
    /// <param name="cancellationToken">The caller has gone, or its time is up.</param>
    /// <exception cref="SynapseException">The request cannot be answered.</exception>
    /// <exception cref="EngineException">The model refuses the request, or fails on it.</exception>
    protected abstract Task AnswerAsync(T synapse, TextRequest request, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override Task AnswerAsync(T synapse, SynapseContext context, CancellationToken cancellationToken) =>
        AnswerAsync(synapse, requests.For(synapse, context, cancellationToken), cancellationToken);
}

/// <summary>Prepares requests for the axon's language model.</summary>
/// <param name="host">Has the model.</param>
/// <param name="options">Limits on requests.</param>
public sealed class TextRequests(ILanguageModelHost host, IOptions<AxonOptions> options)
{
    /// <summary>The model.</summary>
    /// <exception cref="EngineException">It is not ready; <see cref="EngineFault.NotReady"/>.</exception>
    internal ILanguageModel Model => host.Model;

    /// <summary>Returns the model's view of a request, the same for all synapses of the request.</summary>
    /// <param name="synapse">Any of the synapses; they have the same inputs.</param>
    /// <param name="context">What the handlers of the request share.</param>
    /// <param name="cancellationToken">Ends turning text into tokens.</param>
    /// <exception cref="SynapseException">There is too much text; <see cref="ReturnCode.InvalidRequest"/>.</exception>
    internal TextRequest For(Synapse synapse, SynapseContext context, CancellationToken cancellationToken) =>
        context.Share(() => Create(synapse, cancellationToken));

    private TextRequest Create(Synapse synapse, CancellationToken cancellationToken)
    {
        var length = synapse.Text?.Sum(text => (long)text.Length) ?? 0;
        if (length > options.Value.MaxTextLength)
        {
            throw new SynapseException(
                ReturnCode.InvalidRequest, $"text has {length} characters; expected at most {options.Value.MaxTextLength}.");
        }

        return new TextRequest(host.Model, TextInputs.Of(synapse, cancellationToken), cancellationToken);
    }
}
