namespace Bittensor.Protocol.Wire.Binary;

/// <summary>What an envelope's header describes.</summary>
internal enum EnvelopeKind : byte
{
    /// <summary>One synapse.</summary>
    Synapse = 1,

    /// <summary>Several synapses over the same inputs.</summary>
    Several = 2,
}
