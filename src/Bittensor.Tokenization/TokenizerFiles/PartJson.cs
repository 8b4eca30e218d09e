using System.Text;
using System.Text.Json;
using Bittensor.Tokenization.Patterns;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads what several parts of tokenizer.json have in common.</summary>
internal static class PartJson
{
    /// <summary>A string.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Text(JsonElement part, string name)
    {
        if (!part.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            throw new FormatException($"'{name}' is no string");
        }

        return value.GetString()!;
    }

    /// <summary>A string, or another one where there is none.</summary>
    public static string Text(JsonElement part, string name, string otherwise) =>
        part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : otherwise;

    /// <summary>A string of one letter.</summary>
    /// <exception cref="FormatException">It has more or none.</exception>
    public static Rune Letter(JsonElement part, string name)
    {
        Rune[] letters = [.. Text(part, name).EnumerateRunes()];
        if (letters.Length != 1)
        {
            throw new FormatException($"'{name}' has {letters.Length} letters instead of one");
        }

        return letters[0];
    }

    /// <summary>The pattern of a Split or Replace: a string that stands for itself, or a regex of Oniguruma.</summary>
    public static TextPattern Pattern(JsonElement part)
    {
        var pattern = part.GetProperty("pattern");
        return pattern.TryGetProperty("String", out var literal)
            ? TextPattern.Literal(literal.GetString()!)
            : TextPattern.Parse(Text(pattern, "Regex"), PatternSyntax.Oniguruma);
    }

    /// <summary>The letter that Metaspace puts in place of spaces.</summary>
    public static Rune MetaspaceLetter(JsonElement part) => Letter(part, "replacement");

    /// <summary>Where Metaspace puts its letter before a text: "always", "first" or "never".</summary>
    public static string MetaspaceScheme(JsonElement part)
    {
        var scheme = Text(part, "prepend_scheme", "always");
        var isOff = part.TryGetProperty("add_prefix_space", out var adds) && adds.ValueKind == JsonValueKind.False;
        if (scheme is not ("always" or "first" or "never"))
        {
            throw new UnsupportedTokenizerException($"Metaspace with prepend_scheme {scheme}", "always, first or never");
        }

        return isOff ? "never" : scheme;
    }
}
