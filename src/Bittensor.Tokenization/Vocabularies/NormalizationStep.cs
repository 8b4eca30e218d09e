namespace Bittensor.Tokenization.Vocabularies;

/// <summary>Changes a text before it is split into tokens.</summary>
/// <param name="text">Text between two added tokens, or the whole text.</param>
/// <param name="isFirst">Whether the text begins there.</param>
internal delegate string NormalizationStep(string text, bool isFirst);
