namespace Bittensor.Tokenization.Translation;

/// <summary>The distributions of a text's server tokens, those of cut tokens replaced by their parts'.</summary>
internal readonly ref struct AlignedRows
{
    private readonly ReadOnlySpan<float> _probabilities;
    private readonly int _width;
    private readonly int _used;
    private readonly AlignedRow[] _rows;
    private readonly SplitMapCache _splitMaps;

    /// <param name="alignment">The text.</param>
    /// <param name="splitMaps">Maps for cut tokens.</param>
    /// <param name="vocabularySize">Number of server tokens; columns beyond are not looked at.</param>
    /// <param name="probabilities">Row-major; shape [server tokens, <paramref name="width"/>].</param>
    /// <param name="width">Columns of a row.</param>
    public AlignedRows(
        TokenAlignment alignment, SplitMapCache splitMaps, int vocabularySize, ReadOnlySpan<float> probabilities, int width)
    {
        _probabilities = probabilities;
        _width = width;
        _used = Math.Min(width, vocabularySize);
        _rows = alignment.Rows;
        _splitMaps = splitMaps;
    }

    /// <summary>Number of rows, parts counted one by one.</summary>
    public int Count => _rows.Length;

    /// <summary>One row.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="buffer">Where a part's distribution is put; as wide as the vocabulary.</param>
    public ReadOnlySpan<float> Read(int index, Span<float> buffer)
    {
        var row = _rows[index];
        var whole = _probabilities.Slice(row.ServerToken * _width, _used);
        if (row.Depths is null)
        {
            return whole;
        }

        _splitMaps.Get(row.Depths).Apply(whole, row.Part, buffer);
        return buffer;
    }
}
