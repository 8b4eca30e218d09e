namespace Bittensor.Inference.Models;

/// <summary>What all decoding sessions of a model share.</summary>
/// <param name="Runner">The graph.</param>
/// <param name="Admission">Counts the sessions among the requests.</param>
/// <param name="Limits">Bounds of one pass.</param>
/// <param name="Padded">Whether rows of different lengths share a group.</param>
/// <param name="Left">Whether padding goes before the prompts.</param>
/// <param name="Padding">Token id that fills.</param>
/// <param name="VocabularySize">Number of tokens.</param>
/// <param name="ContextLength">Longest row, in tokens.</param>
/// <param name="Truncation">What happens to a longer one.</param>
internal sealed record DecodingContext(
    GraphRunner Runner, Admission Admission, PassLimits Limits, bool Padded, bool Left, int Padding, int VocabularySize,
    int ContextLength, PromptTruncation Truncation);
