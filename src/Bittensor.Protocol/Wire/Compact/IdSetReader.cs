namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Reads what an <see cref="IdSetWriter"/> wrote.</summary>
/// <param name="universe">Ids are below it; at most <see cref="GapCode.MaxPlaces"/>.</param>
internal struct IdSetReader(int universe) : IDisposable
{
    private SeenIds _seen = new(universe);

    /// <summary>Reads the next row.</summary>
    /// <param name="bits">Where it is.</param>
    /// <param name="ids">Receives different ids in the writer's order; as many as a row may have.</param>
    /// <returns>How many the row has.</returns>
    /// <exception cref="WireFormatException">It has more than that, or than there are.</exception>
    public int Read(ref BitReader bits, Span<int> ids)
    {
        var count = 0;
        for (var number = 0; number < SeenIds.Classes; number++)
        {
            if (_seen[number] is { Count: > 0 } idClass)
            {
                var part = ids.Slice(count, ReadCount(ref bits, idClass.Count, ids.Length - count));
                GapCode.Read(ref bits, part, idClass.Count);
                _seen.ToIds(idClass, part);
                count += part.Length;
            }
        }

        _seen.Add(ids[..count]);
        return count;
    }

    /// <inheritdoc/>
    public readonly void Dispose() => _seen.Dispose();

    private static int ReadCount(ref BitReader bits, int places, int room) => bits.ReadGamma() is var count && count <= Math.Min(places, room)
        ? count
        : throw BitReader.Fault(bits, $"{count} ids of {places} are announced; there is room for {room}.");
}
