namespace Bittensor.Tokenization;

/// <summary>A server token that must be cut so that its parts can be aligned with standard tokens.</summary>
/// <param name="Index">Position of the token in the text.</param>
/// <param name="Depths">Where its text is cut, in characters from its left edge.</param>
public sealed record TokenSplit(int Index, IReadOnlyList<int> Depths);
