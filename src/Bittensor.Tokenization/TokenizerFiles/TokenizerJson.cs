using System.Text.Json;
using Bittensor.Tokenization.Models;
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
            or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new ModelFolderException(path, exception.Message, "a tokenizer as Hugging Face writes it", exception);
        }
    }

    private static Vocabulary Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"the file holds a JSON {root.ValueKind}, not an object");
        }

        var model = ModelJson.Read(root.GetProperty("model"));
        var normalizer = NormalizerJson.Read(Part(root, "normalizer"));
        var preTokenizer = PreTokenizerJson.Read(Part(root, "pre_tokenizer"));
        var chain = DecoderJson.Read(Part(root, "decoder"));
        var added = ReadAddedTokens(root, model.IdOfToken);
        var idOfName = new Dictionary<string, int>(model.IdOfToken, StringComparer.Ordinal);
        var nameOfId = model.IdOfToken.ToDictionary(pair => pair.Value, pair => pair.Key);
        foreach (var token in added)
        {
            idOfName[token.Content] = token.Id;
            nameOfId[token.Id] = token.Normalized && normalizer is not null ? normalizer.Apply(token.Content) : token.Content;
        }

        var bytes = new BareNames(root, model);
        return new(model.Kind, new WordsModel(preTokenizer, model.Words))
        {
            AddedTokens = added,
            Decoder = new(nameOfId, chain),
            Frame = PostProcessorJson.Read(Part(root, "post_processor")),
            IdOfName = idOfName,
            Normalizer = normalizer,
            Tokens = TokenBytes(model, added, name => chain is null ? bytes.BytesInside(name) : chain.BytesInside(name)),
            Unknown = model.Unknown,
        };
    }

    /// <summary>Ids by what they add in the middle of a text; special tokens have a role there instead.</summary>
    private static List<KeyValuePair<int, byte[]>> TokenBytes(
        ModelJson model, List<AddedToken> added, Func<string, byte[]> bytesInside)
    {
        var special = added.Select(token => token.Id).ToHashSet();
        var tokens = new List<KeyValuePair<int, byte[]>>(model.IdOfToken.Count);
        foreach (var (name, id) in model.IdOfToken)
        {
            if (!special.Contains(id))
            {
                tokens.Add(new(id, bytesInside(name)));
            }
        }

        return tokens;
    }

    /// <summary>Added tokens have the id of the model's token of that name, and otherwise the next one, as in Hugging Face's
    /// library: the ids in the file only say what they were.</summary>
    private static List<AddedToken> ReadAddedTokens(JsonElement root, IReadOnlyDictionary<string, int> idOfToken)
    {
        var tokens = new List<AddedToken>();
        if (!root.TryGetProperty("added_tokens", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return tokens;
        }

        var idOfContent = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = idOfToken.Count;
        foreach (var entry in list.EnumerateArray())
        {
            var token = AddedTokenJson.Read(entry, 0);
            if (token.Content.Length == 0)
            {
                continue;
            }

            if (!idOfContent.TryGetValue(token.Content, out var id) && !idOfToken.TryGetValue(token.Content, out id))
            {
                id = next++;
            }

            idOfContent[token.Content] = id;
            tokens.RemoveAll(other => other.Id == id);
            tokens.Add(token with { Id = id });
        }

        return tokens;
    }

    private static JsonElement Part(JsonElement root, string name) =>
        root.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : default;
}
