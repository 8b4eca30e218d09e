using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bittensor.Tokenization.Merging;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;
using Microsoft.ML.Tokenizers;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads Tiktoken's text format: a token in base64 and its rank, which is its id, on each line.</summary>
internal static class TiktokenFile
{
    /// <summary>Whether a file begins like one of this format.</summary>
    public static bool Fits(ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)'\n');
        var line = end < 0 ? content : content[..end];
        var space = line.IndexOf((byte)' ');
        return space > 0 && Base64.IsValid(line[..space]) && Utf8Parser.TryParse(line[(space + 1)..], out int _, out var _);
    }

    /// <summary>Reads a file. The format does not say how text is cut into words: as cl100k_base and Llama 3 do it.</summary>
    public static Vocabulary Load(string path, byte[] content)
    {
        var tokens = new List<byte[]>();
        foreach (var line in Encoding.ASCII.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var bytes = new byte[line.Length];
            if (space <= 0 || !Convert.TryFromBase64String(line[..space], bytes, out var length)
                || !int.TryParse(line.AsSpan(space + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
                || rank != tokens.Count)
            {
                throw new ModelFolderException(path, $"line {tokens.Count + 1} is '{line}'", $"base64, a space, {tokens.Count}");
            }

            tokens.Add(bytes[..length]);
        }

        return Build(tokens, KnownPatterns.Cl100k(), []);
    }

    /// <summary>Builds a vocabulary from ranks.</summary>
    /// <param name="tokens">The bytes of token 0, 1, ….</param>
    /// <param name="pattern">Cuts text into words.</param>
    /// <param name="addedTokens">Strings that are one token.</param>
    public static Vocabulary Build(IReadOnlyList<byte[]> tokens, Regex pattern, IReadOnlyList<AddedToken> addedTokens)
    {
        var splitter = new WordSplitter([new(pattern)]);
        KeyValuePair<int, byte[]>[] numbered = [.. tokens.Select((bytes, id) => KeyValuePair.Create(id, bytes))];
        return new("tiktoken", new LibraryModel(Library(tokens, splitter)))
        {
            Tokens = numbered,
            IdOfName = new Dictionary<string, int>(),
            AddedTokens = addedTokens,
            Bulk = new(() => ByteMergeModels.FromRanks(numbered, splitter)),
        };
    }

    /// <summary>The library's tokenizer reads nothing but the text format.</summary>
    private static TiktokenTokenizer Library(IReadOnlyList<byte[]> tokens, WordSplitter splitter)
    {
        var text = new StringBuilder();
        for (var rank = 0; rank < tokens.Count; rank++)
        {
            text.Append(Convert.ToBase64String(tokens[rank])).Append(' ').Append(rank).Append('\n');
        }

        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(text.ToString()));
        return TiktokenTokenizer.Create(stream, splitter, normalizer: null);
    }
}
