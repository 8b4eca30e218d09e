namespace Bittensor.Tokenization.Alignment;

/// <summary>Walks over tokens, those that end at the same character together.</summary>
internal struct TokenEndWalk
{
    private readonly IReadOnlyList<TokenSpan> _spans;
    private int _first;

    public TokenEndWalk(IReadOnlyList<TokenSpan> spans)
    {
        _spans = spans;
        Last = FindLast();
    }

    /// <summary>Index of the last token that ends here.</summary>
    public int Last { get; private set; }

    /// <summary>How many others end here too.</summary>
    public readonly int Overlap => Last - _first;

    /// <summary>The character they end at.</summary>
    public readonly int Right => _spans[Last].Right;

    /// <summary>Whether all tokens have been passed.</summary>
    public readonly bool IsAtEnd => _first >= _spans.Count;

    /// <summary>Index of the token to cut at a character before <see cref="Right"/>: the last that begins before it, or the first
    /// where all begin later.</summary>
    /// <param name="character">The character.</param>
    public readonly int TokenAt(int character)
    {
        var index = _first;
        while (index < Last && _spans[index + 1].Left < character)
        {
            index++;
        }

        return index;
    }

    /// <summary>Goes to the next edge.</summary>
    public void Advance()
    {
        _first = Last + 1;
        Last = FindLast();
    }

    private readonly int FindLast()
    {
        var last = _first;
        while (last + 1 < _spans.Count && _spans[last + 1].Right == _spans[_first].Right)
        {
            last++;
        }

        return last;
    }
}
