namespace Bittensor.Tokenization.Patterns;

/// <summary>The regex engine for which a pattern was written.</summary>
internal enum PatternSyntax
{
    /// <summary>Oniguruma 6.9 in its default syntax: tokenizer.json.</summary>
    Oniguruma,

    /// <summary>Rust's fancy-regex: Tiktoken.</summary>
    FancyRegex,
}
