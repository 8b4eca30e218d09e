namespace Bittensor.Tokenization;

/// <summary>The characters (Unicode code points) of which a token holds at least one byte.</summary>
/// <param name="Left">First character. One less than it should be, even -1, where a token brings a space that the text
/// lacks.</param>
/// <param name="Right">One past the last character.</param>
public readonly record struct TokenSpan(int Left, int Right);
