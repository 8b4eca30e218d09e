using System.Text.Json.Serialization;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>JSON reading without reflection, which costs time at start.</summary>
[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class VocabularyJson : JsonSerializerContext;
