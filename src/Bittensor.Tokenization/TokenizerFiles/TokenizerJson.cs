using System.Text.Json;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads tokenizer.json, the format of Hugging Face's tokenizers library.</summary>
internal static class TokenizerJson
{
    public const string File = "tokenizer.json";

    /// <summary>Loads a file.</summary>
    /// <exception cref="ModelFolderException">It is not such a file, or asks for something unsupported.</exception>
    public static Vocabulary Load(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (UnsupportedTokenizerException exception)
        {
            throw new ModelFolderException(path, exception.Message, exception.Expected, exception);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or ArgumentException)
        {
            throw new ModelFolderException(path, exception.Message, "a tokenizer as Hugging Face writes it", exception);
        }
    }

    private static Vocabulary Read(JsonElement root)
    {
        var model = root.GetProperty("model");
        var vocabulary = ModelType(model) == "WordPiece"
            ? WordPieceJson.Read(model, Part(root, "normalizer"), TypeOf(Part(root, "pre_tokenizer")))
            : ReadWithSteps(root, model);
        return vocabulary with { AddedTokens = ReadAddedTokens(root) };
    }

    private static Vocabulary ReadWithSteps(JsonElement root, JsonElement model)
    {
        var steps = new List<NormalizationStep>();
        NormalizerJson.Read(Part(root, "normalizer"), steps);
        var splitting = PreTokenizerJson.Read(Part(root, "pre_tokenizer"), steps);
        var decoder = Part(root, "decoder");
        var trimsFirstSpace = DecoderJson.TrimsFirstSpace(decoder);
        var vocabulary = ModelType(model) switch
        {
            "BPE" when splitting.IsByteLevel || TypeOf(decoder) == "ByteLevel" => ReadByteLevel(model, splitting),
            "BPE" => SentencePieceJson.ReadBpe(model, splitting.Splitter) with { TrimsFirstSpace = trimsFirstSpace },
            "Unigram" => SentencePieceJson.ReadUnigram(model) with { TrimsFirstSpace = trimsFirstSpace },
            var other => throw new UnsupportedTokenizerException(
                $"model type {other}", "BPE, Unigram or WordPiece"),
        };
        return vocabulary with { Normalization = steps };
    }

    /// <summary>Files of the format's first years leave out the only type there was.</summary>
    private static string ModelType(JsonElement model) => TypeOf(model) ?? "BPE";

    private static Vocabulary ReadByteLevel(JsonElement model, PreTokenizerJson splitting)
    {
        foreach (var affix in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (model.TryGetProperty(affix, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() != "")
            {
                throw new UnsupportedTokenizerException($"BPE with {affix} '{value.GetString()}'", "byte-level BPE without it");
            }
        }

        return ByteLevelBpe.Build(
            BpeJson.Vocabulary(model), BpeJson.Merges(model), splitting.Splitter, AddedTokenJson.Flag(model, "ignore_merges"));
    }

    private static List<AddedToken> ReadAddedTokens(JsonElement root) =>
        root.TryGetProperty("added_tokens", out var tokens) && tokens.ValueKind == JsonValueKind.Array
            ? [.. tokens.EnumerateArray().Select(token => AddedTokenJson.Read(token, token.GetProperty("id").GetInt32()))]
            : [];

    private static JsonElement Part(JsonElement root, string name) =>
        root.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : default;

    private static string? TypeOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out var type) ? type.GetString() : null;
}
