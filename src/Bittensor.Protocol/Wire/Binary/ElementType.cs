namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Element types of raw tensors, by their byte on the wire.</summary>
internal enum ElementType : byte
{
    /// <summary>Signed, 8 bytes.</summary>
    Int64 = 1,

    /// <summary>IEEE 754, 4 bytes.</summary>
    Float32 = 2,

    /// <summary>Signed, 4 bytes.</summary>
    Int32 = 3,
}
