using System.Collections.Concurrent;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Translation;

/// <summary>The first tokens of texts, each found once: parts of different tokens are often the same, such as prefixes of few letters
/// and common endings.</summary>
internal sealed class FirstTokens
{
    private readonly ITextTokenizer _tokenizer;
    private readonly ConcurrentDictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public FirstTokens(ITextTokenizer tokenizer)
    {
        _tokenizer = tokenizer;
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The first token of a text's tokenization, or -1 when it has none.</summary>
    public int Of(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return -1;
        }

        if (!_lookup.TryGetValue(text, out var first))
        {
            var key = text.ToString();
            _known[key] = first = Find(key);
        }

        return first;
    }

    private int Find(string text)
    {
        var ids = new List<int>();
        if (_tokenizer is VocabularyTokenizer fast)
        {
            fast.Append(text, ids);
        }
        else
        {
            ids.AddRange(_tokenizer.Encode(text));
        }

        return ids.Count > 0 ? ids[0] : -1;
    }
}
