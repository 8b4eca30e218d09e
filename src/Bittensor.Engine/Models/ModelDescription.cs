using Bittensor.Engine.Graph;
using Bittensor.Engine.Padding;

namespace Bittensor.Engine.Models;

/// <summary>What a loaded model is and can do.</summary>
public sealed record ModelDescription
{
    /// <summary>Name shown to callers.</summary>
    public required string Name { get; init; }

    /// <summary>The <c>model_type</c> of config.json ("gpt2", "llama", ...), or "unknown".</summary>
    public required string Architecture { get; init; }

    /// <summary>Tokens the tokenizer knows, V; ids are 0 to V - 1. Logits beyond V (padding of the output layer) are never shown.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of the hidden states, H, where config.json or the graph tells it.</summary>
    public int? HiddenSize { get; init; }

    /// <summary>Longest row, generated tokens included, in tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Whether the graph gives last hidden states.</summary>
    public required bool HasHiddenStates { get; init; }

    /// <summary>Whether generation uses a key/value cache; if not, every step recomputes the row.</summary>
    public required bool HasCache { get; init; }

    /// <summary>Where it computes: <see cref="ExecutionProvider.Cpu"/> or <see cref="ExecutionProvider.Cuda"/>.</summary>
    public required ExecutionProvider ExecutionProvider { get; init; }

    /// <summary>In which batches a row gives what it gives alone.</summary>
    public required PaddingSupport PaddingSupport { get; init; }

    /// <summary>Size of the graph's files, weights included, in bytes.</summary>
    public required long ParameterBytes { get; init; }

    /// <summary>Time from opening the folder to the end of the warm-up.</summary>
    public required TimeSpan LoadTime { get; init; }
}

/// <summary>Ids that end, pad and begin a generated text: generation_config.json's, else config.json's, else the tokenizer's.</summary>
/// <param name="EndOfSequence">Any of these ends a text; empty where the model has none.</param>
/// <param name="Padding">What fills a row after its end; null where the model names none.</param>
/// <param name="BeginningOfSequence">What an empty prompt begins with; null where the model names none.</param>
public sealed record GenerationDefaults(IReadOnlyList<int> EndOfSequence, int? Padding, int? BeginningOfSequence);
