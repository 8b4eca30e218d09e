using System.Text.Json;
using Bittensor.Tokenization.Vocabularies;
using Microsoft.ML.Tokenizers;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads a WordPiece model of tokenizer.json.</summary>
internal static class WordPieceJson
{
    public static Vocabulary Read(JsonElement model, JsonElement normalizer, string? preTokenizer)
    {
        var prefix = model.TryGetProperty("continuing_subword_prefix", out var value) ? value.GetString() : "##";
        if (prefix != "##" || preTokenizer is not (null or "BertPreTokenizer"))
        {
            throw new UnsupportedTokenizerException(
                $"WordPiece with prefix '{prefix}' and pre-tokenizer {preTokenizer}", "'##' and BertPreTokenizer");
        }

        var idOfToken = BpeJson.Vocabulary(model);
        var tokens = new string[idOfToken.Values.Max() + 1];
        Array.Fill(tokens, "");
        foreach (var (token, id) in idOfToken)
        {
            tokens[id] = token;
        }

        var options = new WordPieceOptions
        {
            UnknownToken = model.TryGetProperty("unk_token", out var unknown) ? unknown.GetString() ?? "[UNK]" : "[UNK]",
        };
        if (model.TryGetProperty("max_input_chars_per_word", out var limit) && limit.ValueKind == JsonValueKind.Number)
        {
            options.MaxInputCharsPerWord = limit.GetInt32();
        }

        return WordPiece.Build(tokens, options) with { Normalization = Steps(normalizer) };
    }

    private static List<NormalizationStep> Steps(JsonElement normalizer)
    {
        var steps = new List<NormalizationStep>();
        if (normalizer.ValueKind != JsonValueKind.Object || normalizer.GetProperty("type").GetString() != "BertNormalizer")
        {
            NormalizerJson.Read(normalizer, steps);
            return steps;
        }

        var lowercases = AddedTokenJson.Flag(normalizer, "lowercase", otherwise: true);
        return BertNormalization.Steps(
            AddedTokenJson.Flag(normalizer, "clean_text", otherwise: true),
            AddedTokenJson.Flag(normalizer, "handle_chinese_chars", otherwise: true),
            AddedTokenJson.Flag(normalizer, "strip_accents", otherwise: lowercases),
            lowercases);
    }
}
