using Bittensor.Tokenization.Models;
using Bittensor.Tokenization.Parts;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads vocab.txt: a WordPiece vocabulary as BERT uses it, the token of id i on line i.</summary>
internal static class WordPiece
{
    public const string File = "vocab.txt";
    private const string Continuing = "##", Unknown = "[UNK]";
    private const int LongestWord = 100;
    private static readonly string[] Roles = [Unknown, "[CLS]", "[SEP]", "[PAD]", "[MASK]"];

    /// <summary>Loads a file.</summary>
    /// <exception cref="ModelFolderException">It has no token for unknown words.</exception>
    public static Vocabulary Load(string path, FolderSettings settings)
    {
        var idOfToken = new Dictionary<string, int>(StringComparer.Ordinal);
        var id = 0;
        foreach (var line in System.IO.File.ReadAllText(path).Split('\n'))
        {
            var token = line.TrimEnd();
            if (token.Length > 0)
            {
                idOfToken[token] = id;
            }

            id++;
        }

        if (!idOfToken.TryGetValue(Unknown, out var unknown))
        {
            throw new ModelFolderException(path, $"no line is {Unknown}", "a WordPiece vocabulary, one token a line");
        }

        var lowercases = settings.Flag("do_lower_case") ?? true;
        var chain = new DecoderChain([new WordPieceDecoder(Continuing, cleansUp: true)]);
        return new("wordpiece", new WordsModel(PreTokenizerJson.Bert(), new WordPieceModel(idOfToken, Continuing, unknown, LongestWord)))
        {
            AddedTokens = [.. Roles.Where(idOfToken.ContainsKey).Select(role => new AddedToken(role, idOfToken[role]))],
            IdOfName = idOfToken,
            Normalizer = PlainNormalizers.Bert(
                true, settings.Flag("tokenize_chinese_chars") ?? true, settings.Flag("strip_accents") ?? lowercases, lowercases),
            Tokens = [.. idOfToken.Where(pair => !Roles.Contains(pair.Key))
                .Select(pair => KeyValuePair.Create(pair.Value, chain.BytesInside(pair.Key)))],
            Decoder = new(idOfToken.ToDictionary(pair => pair.Value, pair => pair.Key), chain),
            Unknown = unknown,
        };
    }
}
