using System.Text;
using Bittensor.Tokenization.Vocabularies;
using Microsoft.ML.Tokenizers;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Builds WordPiece vocabularies, as BERT uses them, over the library's tokenizer.</summary>
/// <remarks>Words and letters are prepared here: the library's own preparation for BERT loses symbols such as "=".</remarks>
internal static class WordPiece
{
    public const string File = "vocab.txt";
    private const string Continuing = "##";
    private static readonly string[] Roles = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"];

    /// <summary>Loads vocab.txt: the token of id i on line i.</summary>
    public static Vocabulary Load(string path, bool lowercases)
    {
        string[] lines = [.. System.IO.File.ReadAllLines(path).Select(line => line.TrimEnd())];
        var count = Array.FindLastIndex(lines, line => line.Length > 0) + 1;
        try
        {
            return Build(lines[..count], new() { UnknownToken = Roles[0] }) with
            {
                Normalization = BertNormalization.Steps(true, true, stripsAccents: lowercases, lowercases),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new ModelFolderException(path, exception.Message, "a WordPiece vocabulary, one token a line", exception);
        }
    }

    /// <summary>Builds a vocabulary.</summary>
    /// <param name="tokens">The token of each id; "" for an id that stands for nothing.</param>
    /// <param name="options">The unknown token and the longest word.</param>
    public static Vocabulary Build(IReadOnlyList<string> tokens, WordPieceOptions options)
    {
        // Every line must differ from the others for the library to count them.
        var lines = tokens.Select((token, id) => token.Length > 0 ? token : $"[unused id {id}]");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        options.PreTokenizer = BertNormalization.Splitter();
        options.ContinuingSubwordPrefix = Continuing;
        var tokenizer = WordPieceTokenizer.Create(stream, options);
        var idOfName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < tokens.Count; id++)
        {
            idOfName.TryAdd(tokens[id], id);
        }

        return new("wordpiece", new LibraryModel(tokenizer))
        {
            Tokens = [.. tokens.Select((token, id) => KeyValuePair.Create(id, ToBytes(token)))],
            IdOfName = idOfName,
            TrimsFirstSpace = true,
            AddedTokens = [.. Roles.Where(idOfName.ContainsKey).Select(role => new AddedToken(role, idOfName[role]))],
        };
    }

    /// <summary>A token that begins a word brings the space before it: the vocabulary itself knows no spaces.</summary>
    private static byte[] ToBytes(string token) =>
        token.StartsWith(Continuing, StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(token[Continuing.Length..])
        : token.Length == 0 || Roles.Contains(token) ? Encoding.UTF8.GetBytes(token)
        : Encoding.UTF8.GetBytes(" " + token);
}
