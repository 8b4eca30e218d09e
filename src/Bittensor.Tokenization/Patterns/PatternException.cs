namespace Bittensor.Tokenization.Patterns;

/// <summary>A pattern has no meaning in its syntax, or one that this library does not carry over.</summary>
/// <param name="pattern">The whole pattern.</param>
/// <param name="at">Where in it, in UTF-16 units.</param>
/// <param name="reason">What is wrong there.</param>
internal sealed class PatternException(string pattern, int at, string reason)
    : FormatException($"the pattern '{pattern}' at letter {at}: {reason}");
