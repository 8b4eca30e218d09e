using System.Text;
using Bittensor.Tokenization.Parts;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>A tokenizer over a loaded vocabulary.</summary>
internal sealed class VocabularyTokenizer : ITextTokenizer
{
    private readonly Vocabulary _vocabulary;
    private readonly AddedTokenFinder _plainTokens, _normalizedTokens;
    private readonly Lazy<bool> _isStandard;

    public VocabularyTokenizer(Vocabulary vocabulary, SpecialTokens special, string? name = null)
    {
        _vocabulary = vocabulary;
        _plainTokens = new(vocabulary.AddedTokens.Where(token => !token.Normalized).Select(token => (token.Content, token)));
        _normalizedTokens = new(
            vocabulary.AddedTokens.Where(token => token.Normalized).Select(token => (Normalize(token.Content), token)));
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

    public RowFrame Frame => _vocabulary.Frame;

    /// <summary>The bytes of every token.</summary>
    public TokenTable Table { get; }

    public IReadOnlyList<int> Encode(string text) => EncodeUntil(text, CancellationToken.None);

    public IReadOnlyList<int> EncodeUntil(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        Append(text, ids, cancellationToken);
        return ids;
    }

    /// <summary>Appends the tokens of a text.</summary>
    public void Append(string text, List<int> ids, CancellationToken cancellationToken = default)
    {
        if (text.Length == 0)
        {
            return;
        }

        // 1. Added tokens that count before anything is changed.
        var wellFormed = WellFormedText.Of(text);
        var parts = new List<(TextPiece Part, AddedToken? Token)>();
        _plainTokens.Cut(new(wellFormed, char.IsHighSurrogate(wellFormed[0]) ? 2 : 1), parts, cancellationToken);
        var normalized = new List<(TextPiece Part, AddedToken? Token)>();
        foreach (var (part, token) in parts)
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            // 2. What lies between is normalized, and cut at the added tokens that count then.
            normalized.Clear();
            _normalizedTokens.Cut(Normalize(part), normalized, cancellationToken);
            AppendNormalized(normalized, ids, cancellationToken);
        }
    }

    public string Decode(ReadOnlySpan<int> ids)
    {
        if (_vocabulary.Decoder is { } decoder)
        {
            foreach (var id in ids)
            {
                _ = Table[id]; // which throws for an id outside the vocabulary
            }

            return decoder.Decode(ids);
        }

        var text = Table.Decode(ids[SpaceTokens(ids)..]);
        text = _vocabulary.TrimsFirstSpace && text.StartsWith(' ') ? text[1..] : text;
        return _vocabulary.TrimsLastSpace && text.EndsWith(' ') ? text[..^1] : text;
    }

    public string TokenText(int id) => Encoding.UTF8.GetString(Table[id]);

    public ReadOnlySpan<byte> TokenBytes(int id) => Table[id];

    public override string ToString() => Name;

    /// <summary>How many tokens at the start are nothing but a space, where these go.</summary>
    private int SpaceTokens(ReadOnlySpan<int> ids)
    {
        var count = 0;
        while (_vocabulary.TrimsSpaceTokens && count < ids.Length && Table[ids[count]] is [(byte)' '])
        {
            count++;
        }

        return count;
    }

    /// <summary>Turns what is no added token into tokens.</summary>
    private void AppendNormalized(
        List<(TextPiece Part, AddedToken? Token)> parts, List<int> ids, CancellationToken cancellationToken)
    {
        foreach (var (part, token) in parts)
        {
            if (token is not null)
            {
                ids.Add(token.Id);
            }
            else
            {
                _vocabulary.Model.Encode(part, ids, cancellationToken);
            }
        }
    }

    private string Normalize(string text) => _vocabulary.Normalizer?.Apply(text) ?? text;

    private TextPiece Normalize(TextPiece piece)
    {
        if (_vocabulary.Normalizer is not { } normalizer)
        {
            return piece;
        }

        var text = piece.ToString();
        var changed = normalizer.Apply(text);
        var fromStart = piece.FromStart == 0 ? 0 : normalizer.FromStart(text, piece.FromStart);
        return new(changed, Math.Min(fromStart, changed.Length));
    }
}
