using System.Text.Json;
using Bittensor.Tokenization.Models;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>The model of tokenizer.json.</summary>
/// <param name="Kind">Family, such as "bpe".</param>
/// <param name="IdOfToken">Ids by tokens.</param>
/// <param name="Words">Turns words into tokens.</param>
internal sealed record ModelJson(string Kind, IReadOnlyDictionary<string, int> IdOfToken, IWordModel Words)
{
    private const string Types = "BPE, Unigram or WordPiece, or WordLevel with an unk_token";

    /// <summary>Id of what cannot be spelt.</summary>
    public int? Unknown { get; private init; }

    /// <summary>What a token that goes on in a word begins with.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>What a token that ends a word ends with.</summary>
    public string Suffix { get; private init; } = "";

    /// <summary>Whether each token is a whole word.</summary>
    public bool IsWholeWords { get; private init; }

    /// <summary>Reads a model.</summary>
    /// <exception cref="UnsupportedTokenizerException">It is of a type that is not known.</exception>
    public static ModelJson Read(JsonElement model) => TypeOf(model) switch
    {
        "BPE" => ReadBpe(model),
        "Unigram" => ReadUnigram(model),
        "WordPiece" => ReadWordPiece(model),
        "WordLevel" => ReadWordLevel(model),
        var other => throw new UnsupportedTokenizerException($"model type {other}", Types),
    };

    /// <summary>Files of the format's first years leave the type out: then the first counts whose fields are there.</summary>
    private static string TypeOf(JsonElement model)
    {
        if (model.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String)
        {
            return type.GetString()!;
        }

        if (model.TryGetProperty("merges", out _))
        {
            return "BPE";
        }

        if (model.TryGetProperty("vocab", out var vocabulary) && vocabulary.ValueKind == JsonValueKind.Array)
        {
            return "Unigram";
        }

        return model.TryGetProperty("continuing_subword_prefix", out _) ? "WordPiece" : "WordLevel";
    }

    private static ModelJson ReadBpe(JsonElement model)
    {
        if (model.TryGetProperty("dropout", out var dropout) && dropout.ValueKind == JsonValueKind.Number && dropout.GetDouble() != 0)
        {
            throw new UnsupportedTokenizerException($"BPE with a dropout of {dropout}", "none: tokens would be left to chance");
        }

        var idOfToken = BpeJson.Vocabulary(model);
        var unknown = PartJson.Text(model, "unk_token", "");
        if (unknown.Length > 0 && !idOfToken.ContainsKey(unknown))
        {
            throw new UnsupportedTokenizerException($"an unk_token '{unknown}' that is no token", "one of the vocabulary");
        }

        var settings = new BpeSettings(
            unknown.Length > 0 ? idOfToken[unknown] : null,
            PartJson.Text(model, "continuing_subword_prefix", ""),
            PartJson.Text(model, "end_of_word_suffix", ""),
            AddedTokenJson.Flag(model, "fuse_unk"),
            AddedTokenJson.Flag(model, "byte_fallback"),
            AddedTokenJson.Flag(model, "ignore_merges"));
        return new("bpe", idOfToken, new BpeModel(idOfToken, BpeJson.Merges(model), settings))
        {
            Unknown = settings.Unknown, Prefix = settings.Prefix, Suffix = settings.Suffix,
        };
    }

    private static ModelJson ReadUnigram(JsonElement model)
    {
        if (!model.TryGetProperty("unk_id", out var value) || value.ValueKind != JsonValueKind.Number)
        {
            throw new UnsupportedTokenizerException("a Unigram model without an unknown token", "unk_id");
        }

        var unknown = value.GetInt32();
        var pieces = new List<(string Text, double Score)>();
        var idOfToken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in model.GetProperty("vocab").EnumerateArray())
        {
            var text = entry[0].GetString() ?? throw new FormatException($"piece {pieces.Count} has no text");
            idOfToken[text] = pieces.Count;
            pieces.Add((text, entry[1].GetDouble()));
        }

        if (unknown < 0 || unknown >= pieces.Count)
        {
            throw new FormatException($"unk_id is {unknown}, and the vocabulary has {pieces.Count} pieces");
        }

        return new("unigram", idOfToken, new UnigramModel(pieces, unknown, AddedTokenJson.Flag(model, "byte_fallback")))
        {
            Unknown = unknown,
        };
    }

    private static ModelJson ReadWordPiece(JsonElement model)
    {
        var idOfToken = BpeJson.Vocabulary(model);
        var prefix = PartJson.Text(model, "continuing_subword_prefix", "##");
        var unknown = UnknownOf(model, idOfToken, "[UNK]");
        var longest = model.TryGetProperty("max_input_chars_per_word", out var limit) && limit.ValueKind == JsonValueKind.Number
            ? limit.GetInt32()
            : 100;
        return new("wordpiece", idOfToken, new WordPieceModel(idOfToken, prefix, unknown, longest))
        {
            Unknown = unknown, Prefix = prefix,
        };
    }

    private static ModelJson ReadWordLevel(JsonElement model)
    {
        var idOfToken = BpeJson.Vocabulary(model);
        var unknown = UnknownOf(model, idOfToken, "<unk>");
        return new("wordlevel", idOfToken, new WordLevelModel(idOfToken, unknown)) { Unknown = unknown, IsWholeWords = true };
    }

    private static int UnknownOf(JsonElement model, Dictionary<string, int> idOfToken, string otherwise)
    {
        var name = PartJson.Text(model, "unk_token", otherwise);
        if (!idOfToken.TryGetValue(name, out var id))
        {
            throw new UnsupportedTokenizerException($"an unk_token '{name}' that is no token", Types);
        }

        return id;
    }
}
