using System.Text;
using Bittensor.Tokenization.Splitting;

namespace Bittensor.Tokenization.Merging;

/// <summary>Builds <see cref="ByteMergeModel"/>s from the two ways of saying what merges.</summary>
internal static class ByteMergeModels
{
    /// <summary>From rules in order.</summary>
    /// <param name="tokens">Token ids and their bytes.</param>
    /// <param name="merges">Ids of the pairs that merge and of what they become, the first to merge first.</param>
    /// <param name="splitter">Cuts text into words.</param>
    /// <param name="keepsWholeWords">Whether a word that is a token stays whole.</param>
    public static ByteMergeModel FromRules(
        IReadOnlyList<KeyValuePair<int, byte[]>> tokens,
        IReadOnlyCollection<(int Left, int Right, int Merged)> merges,
        WordSplitter splitter,
        bool keepsWholeWords)
    {
        var table = new MergeTable(merges.Count);
        var rank = 0;
        foreach (var (left, right, merged) in merges)
        {
            table.Add(left, right, rank++, merged);
        }

        return new(new(table), IdOfByte(tokens), splitter, keepsWholeWords ? WholeWords(tokens) : null);
    }

    /// <summary>From ranks, as Tiktoken has them: whatever two tokens make a third merge, the lowest rank first.</summary>
    /// <param name="tokens">The bytes of token 0, 1, …; ids are ranks.</param>
    public static ByteMergeModel FromRanks(IReadOnlyList<KeyValuePair<int, byte[]>> tokens)
    {
        var idOfBytes = tokens.ToDictionary(token => Latin(token.Value), token => token.Key, StringComparer.Ordinal);
        var lookup = idOfBytes.GetAlternateLookup<ReadOnlySpan<char>>();
        var rules = new List<(int Left, int Right, int Merged)>(tokens.Count * 3);
        foreach (var (text, id) in idOfBytes)
        {
            for (var at = 1; at < text.Length; at++)
            {
                if (lookup.TryGetValue(text.AsSpan(0, at), out var left) && lookup.TryGetValue(text.AsSpan(at), out var right))
                {
                    rules.Add((left, right, id));
                }
            }
        }

        var table = new MergeTable(rules.Count);
        foreach (var (left, right, merged) in rules)
        {
            table.Add(left, right, merged, merged);
        }

        return new(new(table), IdOfByte(tokens), splitter: null, WholeWords(tokens));
    }

    /// <summary>Whether each byte has a token.</summary>
    public static bool HasAllBytes(IReadOnlyList<KeyValuePair<int, byte[]>> tokens) =>
        tokens.Where(token => token.Value.Length == 1).Select(token => token.Value[0]).Distinct().Count() == 256;

    /// <summary>Bytes as letters, so that a dictionary of strings can hold them.</summary>
    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static int[] IdOfByte(IReadOnlyList<KeyValuePair<int, byte[]>> tokens)
    {
        var ids = new int[256];
        Array.Fill(ids, -1);
        foreach (var (id, bytes) in tokens)
        {
            if (bytes.Length == 1 && ids[bytes[0]] < 0)
            {
                ids[bytes[0]] = id;
            }
        }

        var missing = Array.IndexOf(ids, -1);
        return missing < 0 ? ids : throw new FormatException($"no token stands for byte 0x{missing:X2}");
    }

    private static Dictionary<string, int> WholeWords(IReadOnlyList<KeyValuePair<int, byte[]>> tokens)
    {
        var words = new Dictionary<string, int>(tokens.Count, StringComparer.Ordinal);
        foreach (var (id, bytes) in tokens)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes))
            {
                words.TryAdd(Encoding.UTF8.GetString(bytes), id);
            }
        }

        return words;
    }
}
