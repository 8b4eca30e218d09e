using System.Text.RegularExpressions;

namespace Bittensor.Tokenization.Splitting;

/// <summary>Word patterns of widespread vocabularies, compiled with this library; any other is compiled when it is met.</summary>
internal static partial class KnownPatterns
{
    private const string Gpt2Pattern =
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const string Cl100kPattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string Qwen2Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly Dictionary<string, Func<Regex>> ByText = new(StringComparer.Ordinal)
    {
        [Gpt2Pattern] = Gpt2,
        [Cl100kPattern] = Cl100k,
        [Qwen2Pattern] = Qwen2,
    };

    /// <summary>GPT-2's pattern.</summary>
    [GeneratedRegex(Gpt2Pattern, RegexOptions.CultureInvariant)]
    public static partial Regex Gpt2();

    /// <summary>The pattern of cl100k_base and Llama 3.</summary>
    [GeneratedRegex(Cl100kPattern, RegexOptions.CultureInvariant)]
    public static partial Regex Cl100k();

    /// <summary>The pattern of Qwen 2 and 3: digits one by one.</summary>
    [GeneratedRegex(Qwen2Pattern, RegexOptions.CultureInvariant)]
    public static partial Regex Qwen2();

    /// <summary>A regex for a pattern in the syntax of tokenizer.json.</summary>
    /// <exception cref="ArgumentException">The .NET engine does not know the syntax.</exception>
    public static Regex Find(string pattern)
    {
        // A possessive quantifier only saves time in these patterns, and .NET has none.
        var portable = PossessiveQuantifier().Replace(pattern, "$1");
        return ByText.TryGetValue(portable, out var known)
            ? known()
            : new Regex(portable, RegexOptions.Compiled | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"(?<!\\)([?*+]|\{[0-9,]+\})\+")]
    private static partial Regex PossessiveQuantifier();
}
