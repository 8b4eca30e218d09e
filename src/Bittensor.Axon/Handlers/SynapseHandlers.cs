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

    /// <summary>Lists the synapses that this axon can answer, ordered by name.</summary>
    public IReadOnlyList<Type> Served() => [.. Catalog.All.Where(type => Find(type) is { } handler && handler.WhyNot() is null)];

    /// <summary>Returns the handler of a synapse.</summary>
    /// <param name="synapse">Type of the synapse.</param>
    /// <exception cref="SynapseException">There is none, or it cannot answer here; <see cref="ReturnCode.NotImplemented"/>.</exception>
    internal SynapseHandler For(Type synapse)
    {
        if (Find(synapse) is not { } handler)
        {
            throw new SynapseException(ReturnCode.NotImplemented, $"This axon has no handler for {synapse.Name}.");
        }

        if (handler.WhyNot() is { } reason)
        {
            throw new SynapseException(ReturnCode.NotImplemented, reason);
        }

        return handler;
    }

    /// <summary>Prepares every handler that can answer here.</summary>
    internal void WarmUp()
    {
        foreach (var handler in _byType.Values.Where(handler => handler.WhyNot() is null))
        {
            handler.WarmUp();
        }
    }

    private SynapseHandler? Find(Type synapse) => _byType.GetValueOrDefault(synapse);
}
