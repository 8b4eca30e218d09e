namespace Bittensor.Tokenization.Patterns;

/// <summary>What the letters in "(?i)" and its like switch on.</summary>
/// <param name="IgnoresCase">Case does not count.</param>
/// <param name="DotMatchesAll">"." matches a new line too.</param>
/// <param name="Lines">"^" and "$" stand for the edges of lines; in Oniguruma they always do.</param>
/// <param name="Extended">White space in the pattern does not count.</param>
/// <param name="AsciiWord">"\w" and "\b" know ASCII only.</param>
/// <param name="AsciiDigit">"\d" knows ASCII only.</param>
/// <param name="AsciiSpace">"\s" knows ASCII only.</param>
/// <param name="AsciiPosix">POSIX classes know ASCII only.</param>
internal readonly record struct PatternOptions(
    bool IgnoresCase, bool DotMatchesAll, bool Lines, bool Extended, bool AsciiWord, bool AsciiDigit, bool AsciiSpace, bool AsciiPosix)
{
    /// <summary>These options with one more switched on or off; null for a letter without a meaning.</summary>
    public PatternOptions? With(char letter, bool isOn, PatternSyntax syntax) => (letter, syntax) switch
    {
        ('i', _) => this with { IgnoresCase = isOn },
        ('x', _) => this with { Extended = isOn },
        ('m', PatternSyntax.Oniguruma) => this with { DotMatchesAll = isOn },
        ('m', PatternSyntax.FancyRegex) => this with { Lines = isOn },
        ('s', PatternSyntax.FancyRegex) => this with { DotMatchesAll = isOn },
        ('u', PatternSyntax.FancyRegex) when isOn => this,
        ('W', PatternSyntax.Oniguruma) => this with { AsciiWord = isOn },
        ('D', PatternSyntax.Oniguruma) => this with { AsciiDigit = isOn },
        ('S', PatternSyntax.Oniguruma) => this with { AsciiSpace = isOn },
        ('P', PatternSyntax.Oniguruma) => this with { AsciiWord = isOn, AsciiDigit = isOn, AsciiSpace = isOn, AsciiPosix = isOn },
        _ => null,
    };
}
