using Bittensor.Tokenization;

namespace Bittensor.Inference.Models;

/// <summary>What loading a folder gives.</summary>
/// <param name="Runner">The graph.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Description">What it is and can do.</param>
/// <param name="GenerationDefaults">Ids that end, pad and begin a text.</param>
/// <param name="TokensPerPass">Most tokens of a pass, padding included.</param>
/// <param name="Padding">Token id that fills.</param>
internal sealed record LoadedModel(
    GraphRunner Runner, ITextTokenizer Tokenizer, ModelDescription Description, GenerationDefaults GenerationDefaults,
    int TokensPerPass, int Padding);
