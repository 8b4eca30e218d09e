using System.Text;
using System.Text.Json;
using Bittensor.Tokenization.Parts;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads the normalizer of tokenizer.json.</summary>
internal static class NormalizerJson
{
    /// <summary>Reads a normalizer; null for a missing one.</summary>
    public static INormalizer? Read(JsonElement normalizer)
    {
        if (normalizer.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var type = normalizer.GetProperty("type").GetString();
        return type switch
        {
            "Sequence" => new NormalizerSequence(
                [.. normalizer.GetProperty("normalizers").EnumerateArray().Select(Read).OfType<INormalizer>()]),
            "NFC" => PlainNormalizers.Form(NormalizationForm.FormC),
            "NFD" => PlainNormalizers.Form(NormalizationForm.FormD),
            "NFKC" => PlainNormalizers.Form(NormalizationForm.FormKC),
            "NFKD" => PlainNormalizers.Form(NormalizationForm.FormKD),
            "Nmt" => PlainNormalizers.Nmt(),
            "Lowercase" => PlainNormalizers.Lowercase(),
            "StripAccents" => PlainNormalizers.StripAccents(),
            "ByteLevel" => PlainNormalizers.ByteLevel(),
            "BertNormalizer" => ReadBert(normalizer),
            "Prepend" => new PrependNormalizer(PartJson.Text(normalizer, "prepend")),
            "Replace" => new ReplaceNormalizer(PartJson.Pattern(normalizer), PartJson.Text(normalizer, "content")),
            "Strip" => new StripNormalizer(
                AddedTokenJson.Flag(normalizer, "strip_left"), AddedTokenJson.Flag(normalizer, "strip_right")),
            "Precompiled" => new CharsmapNormalizer(new(normalizer.GetProperty("precompiled_charsmap").GetBytesFromBase64())),
            _ => throw new UnsupportedTokenizerException(
                $"normalizer {type}",
                "NFC, NFD, NFKC, NFKD, Nmt, Lowercase, StripAccents, ByteLevel, BertNormalizer, Prepend, Replace, Strip, Precompiled "
                + "or a Sequence of them"),
        };
    }

    private static INormalizer ReadBert(JsonElement normalizer)
    {
        var lowercases = AddedTokenJson.Flag(normalizer, "lowercase", otherwise: true);
        return PlainNormalizers.Bert(
            AddedTokenJson.Flag(normalizer, "clean_text", otherwise: true),
            AddedTokenJson.Flag(normalizer, "handle_chinese_chars", otherwise: true),
            AddedTokenJson.Flag(normalizer, "strip_accents", otherwise: lowercases),
            lowercases);
    }
}
