using System.Text;

namespace Bittensor.Tokenization.Models;

/// <summary>The longest pieces from the left, as BERT spells words; a word that has no spelling is one unknown token.</summary>
internal sealed class WordPieceModel : IWordModel
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _first, _next;
    private readonly int _unknown;
    private readonly int _longestWord;

    /// <param name="idOfToken">Ids by tokens.</param>
    /// <param name="prefix">What a token that goes on in a word begins with.</param>
    /// <param name="unknown">Id of a word without a spelling.</param>
    /// <param name="longestWord">Letters from which on a word is unknown, less one.</param>
    public WordPieceModel(Dictionary<string, int> idOfToken, string prefix, int unknown, int longestWord)
    {
        _unknown = unknown;
        _longestWord = longestWord;
        _first = idOfToken.GetAlternateLookup<ReadOnlySpan<char>>();
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (token, id) in idOfToken)
        {
            if (token.StartsWith(prefix, StringComparison.Ordinal))
            {
                next[token[prefix.Length..]] = id;
            }
        }

        _next = next.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public void Encode(ReadOnlySpan<char> word, List<int> ids, CancellationToken cancellationToken)
    {
        var letters = 0;
        foreach (var _ in word.EnumerateRunes())
        {
            letters++;
        }

        if (letters > _longestWord)
        {
            ids.Add(_unknown);
            return;
        }

        var count = ids.Count;
        for (var from = 0; from < word.Length;)
        {
            var to = word.Length;
            int id;
            while (!(from == 0 ? _first : _next).TryGetValue(word[from..to], out id))
            {
                Rune.DecodeLastFromUtf16(word[from..to], out _, out var length);
                to -= length;
                if (to == from)
                {
                    ids.RemoveRange(count, ids.Count - count);
                    ids.Add(_unknown);
                    return;
                }
            }

            ids.Add(id);
            from = to;
        }
    }
}

/// <summary>Each word is a token or unknown.</summary>
/// <param name="idOfToken">Ids by tokens.</param>
/// <param name="unknown">Id of all other words.</param>
internal sealed class WordLevelModel(Dictionary<string, int> idOfToken, int unknown) : IWordModel
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids =
        idOfToken.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Encode(ReadOnlySpan<char> word, List<int> ids, CancellationToken cancellationToken) =>
        ids.Add(_ids.TryGetValue(word, out var id) ? id : unknown);
}
