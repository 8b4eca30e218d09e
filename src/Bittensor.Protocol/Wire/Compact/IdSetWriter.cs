namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Writes the sets of ids of one row after the other.</summary>
/// <remarks>For every class of <see cref="SeenIds"/> that has ids: how many of them the row has, and which, as positions within the
/// class.</remarks>
/// <param name="universe">Ids are below it; at most <see cref="GapCode.MaxPlaces"/>.</param>
/// <param name="most">Most ids of a row.</param>
internal struct IdSetWriter(int universe, int most) : IDisposable
{
    private readonly Scratch<int> _positions = new(most);
    private SeenIds _seen = new(universe);

    /// <summary>Writes the next row.</summary>
    /// <param name="bits">Receives it.</param>
    /// <param name="ids">Different ids, rising; shape [n].</param>
    /// <param name="order">Receives the places in <paramref name="ids"/> in the order in which the reader gets them; shape [n].</param>
    public void Write(ref BitWriter bits, ReadOnlySpan<int> ids, Span<int> order)
    {
        Span<int> ends = stackalloc int[SeenIds.Classes];
        SortByClass(ids, ends, order);
        var start = 0;
        for (var number = 0; number < SeenIds.Classes; number++)
        {
            if (_seen[number] is { Count: > 0 } idClass)
            {
                var positions = _positions.Span[start..ends[number]];
                bits.WriteGamma(positions.Length);
                _seen.ToPositions(idClass, positions);
                GapCode.Write(ref bits, positions, idClass.Count);
            }

            start = ends[number];
        }

        _seen.Add(ids);
    }

    /// <inheritdoc/>
    public readonly void Dispose()
    {
        _positions.Dispose();
        _seen.Dispose();
    }

    /// <summary>Lists the ids class after class, each class rising.</summary>
    private readonly void SortByClass(ReadOnlySpan<int> ids, Span<int> ends, Span<int> order)
    {
        ends.Clear();
        foreach (var id in ids)
        {
            ends[_seen.ClassOf(id)]++;
        }

        var sum = 0;
        foreach (ref var end in ends)
        {
            (end, sum) = (sum, sum + end);
        }

        for (var place = 0; place < ids.Length; place++)
        {
            var slot = ends[_seen.ClassOf(ids[place])]++;
            (order[slot], _positions.Span[slot]) = (place, ids[place]);
        }
    }
}
