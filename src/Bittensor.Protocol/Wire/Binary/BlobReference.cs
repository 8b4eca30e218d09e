using System.Text.Json.Serialization;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Stands in the JSON header where the value is a blob.</summary>
/// <param name="Blob">Index of the blob.</param>
internal sealed record BlobReference([property: JsonPropertyName("blob"), JsonRequired] int Blob);
