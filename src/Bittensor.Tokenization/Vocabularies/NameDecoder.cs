using Bittensor.Tokenization.Parts;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>Turns tokens into text by their names, as tokenizer.json says.</summary>
/// <param name="nameOfId">The names; an id without one adds nothing.</param>
/// <param name="chain">What becomes of names; null when they are joined with spaces.</param>
internal sealed class NameDecoder(IReadOnlyDictionary<int, string> nameOfId, DecoderChain? chain)
{
    /// <summary>The same with more names.</summary>
    public NameDecoder With(IEnumerable<AddedToken> tokens)
    {
        var names = new Dictionary<int, string>(nameOfId);
        foreach (var token in tokens)
        {
            names[token.Id] = token.Content;
        }

        return new(names, chain);
    }

    /// <summary>The text of a row.</summary>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var names = new List<string>(ids.Length);
        foreach (var id in ids)
        {
            if (nameOfId.TryGetValue(id, out var name))
            {
                names.Add(name);
            }
        }

        if (names.Count == 0)
        {
            return "";
        }

        return chain is null ? string.Join(' ', names) : chain.Decode(names);
    }
}
