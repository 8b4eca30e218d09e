namespace Bittensor.Protocol.Wire.Binary;

/// <summary>One blob of an envelope.</summary>
/// <param name="Codec">Id of the codec that wrote it.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="Offset">Where the payload starts in the body.</param>
internal readonly record struct Blob(byte Codec, ReadOnlyMemory<byte> Payload, long Offset);
