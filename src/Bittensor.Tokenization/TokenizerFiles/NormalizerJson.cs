using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Unicode;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads the normalizer of tokenizer.json.</summary>
internal static class NormalizerJson
{
    /// <summary>Appends the steps of a normalizer, or none for a missing one.</summary>
    public static void Read(JsonElement normalizer, List<NormalizationStep> steps)
    {
        if (normalizer.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var type = normalizer.GetProperty("type").GetString();
        if (type == "Sequence")
        {
            foreach (var part in normalizer.GetProperty("normalizers").EnumerateArray())
            {
                Read(part, steps);
            }

            return;
        }

        steps.Add(type switch
        {
            "NFC" => Form(NormalizationForm.FormC),
            "NFD" => Form(NormalizationForm.FormD),
            "NFKC" => Form(NormalizationForm.FormKC),
            "NFKD" => Form(NormalizationForm.FormKD),
            "Lowercase" => static (text, _) => text.ToLowerInvariant(),
            "StripAccents" => static (text, _) => string.Concat(text.Where(
                letter => char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark)),
            "Prepend" => Prepend(normalizer.GetProperty("prepend").GetString()!),
            "Replace" => Replace(normalizer),
            "Strip" => Strip(normalizer),
            "Precompiled" => new PrecompiledCharsmap(normalizer.GetProperty("precompiled_charsmap").GetBytesFromBase64()).Apply,
            _ => throw new UnsupportedTokenizerException(
                $"normalizer {type}",
                "NFC, NFD, NFKC, NFKD, Lowercase, StripAccents, Prepend, Replace, Strip, Precompiled or a Sequence of them"),
        });
    }

    private static NormalizationStep Form(NormalizationForm form) => (text, _) => UnicodeForms.Normalize(text, form);

    private static NormalizationStep Prepend(string prefix) => (text, _) => text.Length == 0 ? text : prefix + text;

    private static NormalizationStep Replace(JsonElement normalizer)
    {
        var content = normalizer.GetProperty("content").GetString()!;
        var pattern = normalizer.GetProperty("pattern");
        if (pattern.TryGetProperty("String", out var literal))
        {
            var old = literal.GetString()!;
            return (text, _) => text.Replace(old, content, StringComparison.Ordinal);
        }

        var regex = KnownPatterns.Find(pattern.GetProperty("Regex").GetString()!);
        return (text, _) => regex.Replace(text, (MatchEvaluator)(_ => content));
    }

    private static NormalizationStep Strip(JsonElement normalizer)
    {
        var left = AddedTokenJson.Flag(normalizer, "strip_left");
        var right = AddedTokenJson.Flag(normalizer, "strip_right");
        return (text, _) =>
        {
            text = left ? text.TrimStart() : text;
            return right ? text.TrimEnd() : text;
        };
    }
}
