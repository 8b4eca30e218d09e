namespace Bittensor.Inference.Models;

/// <summary>Ids that end, pad and begin a generated text: generation_config.json's, else config.json's, else the tokenizer's.</summary>
/// <param name="EndOfSequence">Any of these ends a text; empty where the model has none.</param>
/// <param name="Padding">What fills a row after its end; null where the model names none.</param>
/// <param name="BeginningOfSequence">What an empty prompt begins with; null where the model names none.</param>
public sealed record GenerationDefaults(IReadOnlyList<int> EndOfSequence, int? Padding, int? BeginningOfSequence);
