namespace Bittensor.Functions.Axon.About;

/// <summary>Body of <c>/metadata</c>: what the axon serves and within which limits.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Architecture">Its model type, "gpt2" for instance.</param>
/// <param name="Tokenizer">Name of its tokenizer.</param>
/// <param name="IsStandardTokenizer">Whether its vocabulary is the standard one.</param>
/// <param name="VocabularySize">Tokens of its vocabulary.</param>
/// <param name="HiddenSize">Width of its hidden states, where the graph gives them.</param>
/// <param name="ContextLength">Longest row in tokens, generated ones included.</param>
/// <param name="Synapses">Names of the synapses that are served.</param>
/// <param name="ExecutionProvider">Where it computes.</param>
/// <param name="ParameterBytes">Size of the model's files, weights included.</param>
/// <param name="LoadSeconds">Time that loading and warming up took.</param>
/// <param name="HasCache">Whether generation uses a key/value cache.</param>
/// <param name="Hotkey">The axon's key, where it has one.</param>
/// <param name="Limits">Limits on requests.</param>
/// <param name="Versions">Versions of what runs.</param>
public sealed record AxonMetadata(
    string Model,
    string Architecture,
    string Tokenizer,
    bool IsStandardTokenizer,
    int VocabularySize,
    int? HiddenSize,
    int ContextLength,
    IReadOnlyList<string> Synapses,
    string ExecutionProvider,
    long ParameterBytes,
    double LoadSeconds,
    bool HasCache,
    string? Hotkey,
    AxonLimits Limits,
    AxonVersions Versions);
