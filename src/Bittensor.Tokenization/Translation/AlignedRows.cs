namespace Bittensor.Tokenization.Translation;

/// <summary>The distributions of a text's server tokens, those of cut tokens replaced by their parts'.</summary>
/// <typeparam name="TRows">What the model's rows come from.</typeparam>
internal readonly ref struct AlignedRows<TRows>
    where TRows : ITranslationRows, allows ref struct
{
    private readonly AlignedRow[] _rows;
    private readonly SplitMapCache _splitMaps;
    private readonly TRows _source;
    private readonly Span<float> _whole;
    private readonly Span<float> _part;

    /// <param name="alignment">The text.</param>
    /// <param name="splitMaps">Maps for cut tokens.</param>
    /// <param name="source">The model's rows.</param>
    /// <param name="whole">Where a row is put.</param>
    /// <param name="part">Where a part's row is put.</param>
    /// <param name="vocabularySize">Number of server tokens; both buffers are longer.</param>
    public AlignedRows(
        TokenAlignment alignment, SplitMapCache splitMaps, TRows source, Span<float> whole, Span<float> part, int vocabularySize)
    {
        _rows = alignment.Rows;
        _splitMaps = splitMaps;
        _source = source;
        _whole = whole[..(vocabularySize + 1)];
        _part = part[..(vocabularySize + 1)];
        (_whole[^1], _part[^1]) = (0, 0);
    }

    /// <summary>Reads one row.</summary>
    /// <param name="index">Which one, parts counted one by one.</param>
    /// <param name="probabilities">The distribution and one 0 after it, until the next is read.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(int index, out ReadOnlySpan<float> probabilities)
    {
        var row = _rows[index];
        var isThere = _source.TryRead(row.ServerToken, _whole[..^1]);
        if (row.Depths is null || !isThere)
        {
            probabilities = _whole;
            return isThere;
        }

        _splitMaps.Get(row.Depths).Apply(_whole, row.Part, _part[..^1]);
        probabilities = _part;
        return true;
    }
}
