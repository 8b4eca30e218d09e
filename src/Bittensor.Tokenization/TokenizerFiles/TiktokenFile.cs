using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Bittensor.Tokenization.Merging;
using Bittensor.Tokenization.Models;
using Bittensor.Tokenization.Parts;
using Bittensor.Tokenization.Patterns;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads Tiktoken's text format: a token in base64 and its rank, which is its id, on each line.</summary>
internal static class TiktokenFile
{
    /// <summary>How cl100k_base and Llama 3 cut text into words.</summary>
    public const string Cl100kPattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

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

        try
        {
            return Build(tokens, Cl100kPattern, []);
        }
        catch (FormatException exception)
        {
            throw new ModelFolderException(path, exception.Message, "a token for each byte", exception);
        }
    }

    /// <summary>Builds a vocabulary from ranks.</summary>
    /// <param name="tokens">The bytes of token 0, 1, ….</param>
    /// <param name="pattern">Cuts text into words; in the syntax of Rust's fancy-regex, which Tiktoken uses.</param>
    /// <param name="addedTokens">Strings that are one token.</param>
    public static Vocabulary Build(IReadOnlyList<byte[]> tokens, string pattern, IReadOnlyList<AddedToken> addedTokens)
    {
        var words = new PatternSplit(TextPattern.Parse(pattern, PatternSyntax.FancyRegex), SplitBehavior.Isolated);
        KeyValuePair<int, byte[]>[] numbered = [.. tokens.Select((bytes, id) => KeyValuePair.Create(id, bytes))];
        return new("tiktoken", new WordsModel(words, ByteMergeModels.FromRanks(numbered)))
        {
            Tokens = numbered,
            IdOfName = new Dictionary<string, int>(),
            AddedTokens = addedTokens,
        };
    }
}
