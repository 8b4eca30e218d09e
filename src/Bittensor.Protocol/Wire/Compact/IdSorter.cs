using System.Numerics;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Sorts sets of ids below some number, in time that grows with the set and a 64th of that number.</summary>
/// <param name="universe">Ids are below it.</param>
internal readonly struct IdSorter(int universe) : IDisposable
{
    private readonly Scratch<ulong> _words = NewWords(universe);
    private readonly Scratch<int> _places = new(universe);

    /// <summary>Sorts a set.</summary>
    /// <param name="ids">The ids in any order; shape [n].</param>
    /// <param name="sorted">Receives them rising; shape [n].</param>
    /// <param name="order">Receives where each of them stands in <paramref name="ids"/>; shape [n].</param>
    /// <returns>False where an id is outside or comes twice; nothing is sorted then.</returns>
    public bool TrySort(ReadOnlySpan<int> ids, Span<int> sorted, Span<int> order)
    {
        var isSet = true;
        for (var place = 0; place < ids.Length && isSet; place++)
        {
            isSet = (uint)ids[place] < (uint)universe && Add(ids[place], place);
        }

        var next = 0;
        var words = _words.Span;
        for (var at = 0; at < words.Length; at++)
        {
            for (var word = words[at]; word != 0 && isSet; word &= word - 1, next++)
            {
                sorted[next] = (at * 64) + BitOperations.TrailingZeroCount(word);
                order[next] = _places.Span[sorted[next]];
            }

            words[at] = 0;
        }

        return isSet;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _words.Dispose();
        _places.Dispose();
    }

    private bool Add(int id, int place)
    {
        ref var word = ref _words.Span[id / 64];
        var bit = 1UL << (id % 64);
        if ((word & bit) != 0)
        {
            return false;
        }

        word |= bit;
        _places.Span[id] = place;
        return true;
    }

    private static Scratch<ulong> NewWords(int universe)
    {
        var words = new Scratch<ulong>((universe + 63) / 64);
        words.Cleared();
        return words;
    }
}
