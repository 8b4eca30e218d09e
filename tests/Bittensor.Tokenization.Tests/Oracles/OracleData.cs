using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bittensor.Tokenization.Tests.Oracles;

/// <summary>The files beside this one: tokenizers with each part that the formats have, texts, and what the originals make of
/// them.</summary>
/// <remarks>answers.js and pieces.py say how they were made. Answers are kept as digests: the first six hex digits of the SHA-256 of
/// the ids, "|" and the decoded text.</remarks>
internal static class OracleData
{
    public static string Path { get; } = Folder();

    public static string[] Texts { get; } = [.. Read("texts.json").AsArray().Select(text => text!.GetValue<string>())];

    /// <summary>The tokenizers of tokenizer.json's format, by name.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Variants { get; } = Read("variants.json").AsArray()
        .ToDictionary(variant => variant!["name"]!.GetValue<string>(), variant => variant!.AsObject());

    public static IReadOnlyDictionary<string, JsonNode> HuggingFace { get; } = Answers("huggingface.json");

    public static IReadOnlyDictionary<string, JsonNode> SentencePiece { get; } = Answers("sentencepiece.json");

    /// <summary>Folder of the models of SentencePiece's format.</summary>
    public static string Models { get; } = System.IO.Path.Combine(Path, "SentencePiece");

    /// <summary>The tokenizer.json of a variant: its base with what it sets.</summary>
    public static JsonObject Compose(string name)
    {
        var variant = Variants[name];
        if (variant["tokenizer"] is { } own)
        {
            return own.DeepClone().AsObject();
        }

        var file = System.IO.Path.Combine(Path, "..", "..", variant["base"]!.GetValue<string>());
        var tokenizer = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        Set(tokenizer, variant["set"]);
        Set(tokenizer["model"]!.AsObject(), variant["model"]);
        foreach (var removed in variant["remove"]?.AsArray() ?? [])
        {
            tokenizer["model"]!.AsObject().Remove(removed!.GetValue<string>());
        }

        return tokenizer;
    }

    /// <summary>What an answer is kept as.</summary>
    public static string Digest(IEnumerable<int> ids, string decoded) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(' ', ids)}|{decoded}")))[..6];

    private static void Set(JsonObject target, JsonNode? values)
    {
        foreach (var (name, value) in values?.AsObject() ?? [])
        {
            target[name] = value?.DeepClone();
        }
    }

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllBytes(System.IO.Path.Combine(Path, name)))!;

    private static Dictionary<string, JsonNode> Answers(string name) =>
        Read(name).AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.DeepClone());

    private static string Folder([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
