using System.Text.Json.Serialization;

namespace Bittensor.Protocol.Wire.Sdk;

/// <summary>The fields of the SDK's <c>Tensor</c>.</summary>
/// <param name="Buffer">The array in msgpack-numpy's form; base64 in JSON.</param>
/// <param name="Dtype">Element type, as numpy or torch names it.</param>
/// <param name="Shape">Size of each dimension.</param>
internal sealed record SdkTensor(
    [property: JsonPropertyName("buffer")] byte[]? Buffer,
    [property: JsonPropertyName("dtype")] string? Dtype,
    [property: JsonPropertyName("shape")] int[]? Shape);
