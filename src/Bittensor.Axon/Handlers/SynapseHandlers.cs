using Bittensor.Engine.Models;
using Bittensor.Protocol;

namespace Bittensor.Axon.Handlers;

/// <summary>The handlers there are, by the synapse they answer.</summary>
public sealed class SynapseHandlers
{
    private readonly Dictionary<Type, SynapseHandler> _byType;

    /// <summary>Takes what was found.</summary>
    /// <param name="handlers">One a synapse.</param>
    /// <exception cref="ArgumentException">Two handlers answer the same synapse.</exception>
    public SynapseHandlers(IEnumerable<SynapseHandler> handlers)
    {
        _byType = handlers.ToDictionary(handler => handler.SynapseType);
        Catalog = new SynapseCatalog(_byType.Keys.Select(type => type.Assembly).Append(typeof(Synapse).Assembly));
    }

    /// <summary>Every synapse that is known here, whether there is a handler or not.</summary>
    public SynapseCatalog Catalog { get; }

    /// <summary>Synapses that a model can answer, ordered by name.</summary>
    /// <param name="model">The model that is served.</param>
    public IReadOnlyList<Type> ServedBy(ILanguageModel model) =>
        [.. Catalog.All.Where(type => Find(type) is { } handler && handler.WhyNot(model) is null)];

    /// <summary>The handler of a synapse that the model can answer.</summary>
    /// <param name="synapse">Type of the synapse.</param>
    /// <param name="model">The model that is served.</param>
    /// <exception cref="SynapseException">There is none, or the model cannot; <see cref="ReturnCode.NotImplemented"/>.</exception>
    internal SynapseHandler For(Type synapse, ILanguageModel model)
    {
        var handler = Find(synapse)
            ?? throw new SynapseException(ReturnCode.NotImplemented, $"This axon has no handler for {synapse.Name}.");
        return handler.WhyNot(model) is { } reason ? throw new SynapseException(ReturnCode.NotImplemented, reason) : handler;
    }

    /// <summary>Prepares every handler that the model can use.</summary>
    internal void WarmUp(ILanguageModel model)
    {
        foreach (var handler in _byType.Values.Where(handler => handler.WhyNot(model) is null))
        {
            handler.WarmUp(model);
        }
    }

    private SynapseHandler? Find(Type synapse) => _byType.GetValueOrDefault(synapse);
}
