using System.Text;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>A tokenizer over a loaded vocabulary.</summary>
internal sealed class VocabularyTokenizer : ITextTokenizer
{
    private readonly Vocabulary _vocabulary;
    private readonly AddedTokenFinder _addedTokens;
    private readonly Lazy<bool> _isStandard;

    public VocabularyTokenizer(Vocabulary vocabulary, SpecialTokens special, string? name = null)
    {
        _vocabulary = vocabulary;
        _addedTokens = new(vocabulary.AddedTokens);
        Special = special;
        Table = TokenTable.From(vocabulary.AddedTokens
            .Select(token => KeyValuePair.Create(token.Id, Encoding.UTF8.GetBytes(token.Content))).Concat(vocabulary.Tokens));
        Name = name ?? $"{vocabulary.Kind}-{VocabularySize}";
        _isStandard = new(() => StandardTokenizer.HasSameTokens(Table));
    }

    public string Name { get; }

    public int VocabularySize => Table.Count;

    public SpecialTokens Special { get; }

    public bool IsStandard => _isStandard.Value;

    /// <summary>The bytes of every token.</summary>
    public TokenTable Table { get; }

    public IReadOnlyList<int> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        Encode(text, _vocabulary.Model, ids);
        return ids;
    }

    /// <summary>Appends the tokens of one of many texts: the same as <see cref="Encode(string)"/>, sooner.</summary>
    public void EncodeInBulk(string text, List<int> ids) => Encode(text, _vocabulary.Bulk?.Value ?? _vocabulary.Model, ids);

    public string Decode(ReadOnlySpan<int> ids)
    {
        var text = Table.Decode(ids);
        return _vocabulary.TrimsFirstSpace && text.StartsWith(' ') ? text[1..] : text;
    }

    public string TokenText(int id) => Encoding.UTF8.GetString(Table[id]);

    public ReadOnlySpan<byte> TokenBytes(int id) => Table[id];

    public override string ToString() => Name;

    private void Encode(string text, ITokenModel model, List<int> ids)
    {
        var wellFormed = WellFormedText.Of(text);
        for (var at = 0; at < wellFormed.Length;)
        {
            var token = _addedTokens.Next(wellFormed, at, out var left, out var right);
            if (left > at)
            {
                EncodePlain(wellFormed[at..left], at == 0, model, ids);
            }

            if (token is not null)
            {
                ids.Add(token.Id);
            }

            at = right;
        }
    }

    private void EncodePlain(string text, bool isFirst, ITokenModel model, List<int> ids)
    {
        foreach (var step in _vocabulary.Normalization)
        {
            text = step(text, isFirst);
        }

        if (text.Length > 0)
        {
            model.Encode(text, ids);
        }
    }
}
