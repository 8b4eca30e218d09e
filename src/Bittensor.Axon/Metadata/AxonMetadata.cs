namespace Bittensor.Axon.Metadata;

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

/// <summary>Limits on requests.</summary>
/// <param name="BodyBytes">Bytes of a body.</param>
/// <param name="TokensPerRequest">Tokens over all rows.</param>
/// <param name="RowsPerPass">Rows of one forward pass.</param>
/// <param name="QueuedRequests">Requests that wait or run.</param>
/// <param name="TextLength">Characters of text.</param>
/// <param name="AnswerEntries">Numbers of an answer.</param>
/// <param name="GeneratedRows">Sequences generated side by side.</param>
/// <param name="TimeoutSeconds">Seconds a request has at most.</param>
/// <param name="Truncation">What happens to rows longer than the context.</param>
public sealed record AxonLimits(
    long BodyBytes,
    int TokensPerRequest,
    int RowsPerPass,
    int QueuedRequests,
    int TextLength,
    int AnswerEntries,
    int GeneratedRows,
    double TimeoutSeconds,
    string Truncation);

/// <summary>Versions of what runs.</summary>
/// <param name="Axon">This app.</param>
/// <param name="OnnxRuntime">The library that computes.</param>
/// <param name="DotNet">The runtime.</param>
public sealed record AxonVersions(string Axon, string OnnxRuntime, string DotNet);
