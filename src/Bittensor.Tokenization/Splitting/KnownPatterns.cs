using System.Text.RegularExpressions;

namespace Bittensor.Tokenization.Splitting;

/// <summary>GPT-2's word pattern, compiled with this library: every program here needs it, from its first request on.</summary>
internal static partial class KnownPatterns
{
    /// <summary>GPT-2's pattern. It names no letter beyond U+FFFF and no script, so that .NET's engine gives it the meaning it has in
    /// Oniguruma.</summary>
    [GeneratedRegex(
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    public static partial Regex Gpt2();
}
