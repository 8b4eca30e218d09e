namespace Bittensor.Protocol.Wire;

/// <summary>What is wrong with bytes that cannot be read as a synapse.</summary>
public enum WireFault
{
    /// <summary>The bytes do not follow the form: bad JSON, a length that runs past the end, an unknown codec.</summary>
    Malformed,

    /// <summary>A tensor's shape contradicts its data, its neighbour or what the field takes.</summary>
    Shape,

    /// <summary>The bytes are well formed but a value is not one that the field may have: NaN, a wrong name.</summary>
    Value,

    /// <summary>The bytes announce a version of the form that this side does not speak.</summary>
    Version,

    /// <summary>The bytes are well formed and carry nothing.</summary>
    Empty,
}
