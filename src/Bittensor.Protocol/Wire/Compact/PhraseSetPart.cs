namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Writes the tokens or the phrases of one item.</summary>
/// <param name="topK">Entries an item.</param>
internal readonly struct PhraseSetPart(int topK) : IDisposable
{
    private readonly Scratch<int> _ids = new(topK);
    private readonly Scratch<int> _places = new(topK);
    private readonly Scratch<int> _sorted = new(topK);
    private readonly Scratch<int> _sortedPlaces = new(topK);

    /// <summary>Writes those entries of an item that are tokens, or those that are not.</summary>
    /// <param name="bits">Receives them.</param>
    /// <param name="sets">Knows the items before.</param>
    /// <param name="sorter">Sorts ids of this kind.</param>
    /// <param name="entries">All entries of the item.</param>
    /// <param name="order">Receives the places of the written ones in <paramref name="entries"/>, in the order of reading.</param>
    /// <param name="areTokens">Which are written.</param>
    /// <returns>How many.</returns>
    public int Write(
        ref BitWriter bits, ref IdSetWriter sets, IdSorter sorter, ReadOnlySpan<int> entries, Span<int> order, bool areTokens)
    {
        var count = 0;
        for (var place = 0; place < entries.Length; place++)
        {
            if (PhraseSets.IsToken(entries[place], out var phrase) == areTokens)
            {
                (_ids.Span[count], _places.Span[count]) = (areTokens ? entries[place] : phrase, place);
                count++;
            }
        }

        var sorted = _sorted.Span[..count];
        var places = _sortedPlaces.Span[..count];
        sorter.TrySort(_ids.Span[..count], sorted, places); // an item is a set
        sets.Write(ref bits, sorted, order[..count]);
        foreach (ref var place in order[..count])
        {
            place = _places.Span[places[place]];
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ids.Dispose();
        _places.Dispose();
        _sorted.Dispose();
        _sortedPlaces.Dispose();
    }
}
