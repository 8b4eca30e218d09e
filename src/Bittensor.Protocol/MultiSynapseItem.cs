namespace Bittensor.Protocol;

/// <summary>One of several synapses: the synapse, or why there is none.</summary>
public sealed class MultiSynapseItem
{
    /// <summary>A synapse that was asked for or answered.</summary>
    /// <param name="synapse">The synapse.</param>
    public MultiSynapseItem(Synapse synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        (Name, Synapse) = (synapse.Name, synapse);
    }

    /// <summary>A synapse that could not be read or not be answered; the others of the request are not touched by it.</summary>
    /// <param name="name">What it was called, as far as that is known.</param>
    /// <param name="failure">What went wrong.</param>
    public MultiSynapseItem(string name, SynapseException failure) =>
        (Name, Failure) = (name, failure ?? throw new ArgumentNullException(nameof(failure)));

    /// <summary>Name of the synapse.</summary>
    public string Name { get; }

    /// <summary>The synapse; null where there is a <see cref="Failure"/>.</summary>
    public Synapse? Synapse { get; }

    /// <summary>What went wrong; null where there is a <see cref="Synapse"/>.</summary>
    public SynapseException? Failure { get; }

    /// <summary>How this one ended.</summary>
    public ReturnCode ReturnCode => Failure?.ReturnCode ?? ReturnCode.Success;
}
