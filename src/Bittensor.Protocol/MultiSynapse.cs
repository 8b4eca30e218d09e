namespace Bittensor.Protocol;

/// <summary>Several synapses over the same inputs, <c>POST /synapses</c>; like a synapse, request and answer in one.</summary>
public sealed class MultiSynapse
{
    /// <summary>Synapses that one request may carry.</summary>
    public const int MaxItems = 16;

    /// <summary>Seconds the caller waits for all of them; 12 by default.</summary>
    public double Timeout { get; set; } = 12;

    /// <summary>Standard token ids; shape [B,S]. Either these or <see cref="Text"/>.</summary>
    public WireTensor<long>? Inputs { get; set; }

    /// <summary>Texts, one an item of the batch, in place of <see cref="Inputs"/>.</summary>
    public IReadOnlyList<string>? Text { get; set; }

    /// <summary>1 where <see cref="Inputs"/> counts; shape [B,S].</summary>
    public WireTensor<long>? Mask { get; set; }

    /// <summary>
    /// The synapses, in the order in which they are answered; those of a request that was read share the inputs above.
    /// </summary>
    public IReadOnlyList<MultiSynapseItem> Items { get; set; } = [];

    /// <summary>How element types are named when this is written as JSON.</summary>
    public TensorDialect TensorDialect { get; set; }

    /// <summary>A request for some synapses.</summary>
    /// <param name="synapses">The synapses; the inputs of the first are everyone's.</param>
    /// <exception cref="ArgumentException">There are none, or more than <see cref="MaxItems"/>.</exception>
    public static MultiSynapse Of(params IReadOnlyList<Synapse> synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        if (synapses.Count is 0 or > MaxItems)
        {
            throw new ArgumentException($"{synapses.Count} synapses; expected 1 to {MaxItems}.", nameof(synapses));
        }

        var first = synapses[0];
        var request = new MultiSynapse { Timeout = first.Timeout, Inputs = first.Inputs, Text = first.Text, Mask = first.Mask };
        request.Items = [.. synapses.Select(synapse => new MultiSynapseItem(synapse))];
        request.ShareInputs();
        return request;
    }

    /// <summary>Gives every synapse the common inputs, timeout and dialect.</summary>
    internal void ShareInputs()
    {
        foreach (var synapse in Items.Select(item => item.Synapse).OfType<Synapse>())
        {
            (synapse.Inputs, synapse.Text, synapse.Mask) = (Inputs, Text, Mask);
            (synapse.Timeout, synapse.TensorDialect) = (Timeout, TensorDialect);
        }
    }
}
