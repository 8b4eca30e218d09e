using System.Numerics;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Numbers the different phrases of an answer. A phrase that an item has several times is a different one each time, so that
/// an item is a set.</summary>
internal readonly struct PhraseIndex : IDisposable
{
    private readonly int[] _tokens;
    private readonly Scratch<int> _slots; // entry + 1 by hash; 0 is free
    private readonly Scratch<int> _starts;
    private readonly Scratch<int> _lengths;
    private readonly Scratch<int> _lastItems; // item that had the entry last
    private readonly Scratch<int> _counts;
    private readonly int _mask;

    /// <summary>Starts with no phrase.</summary>
    /// <param name="tokens">Tokens of all phrases of the answer.</param>
    /// <param name="most">Phrases that may come at most.</param>
    public PhraseIndex(int[] tokens, int most)
    {
        _tokens = tokens;
        _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(most, 8) * 2) - 1;
        (_slots, _starts, _lengths, _lastItems, _counts) = (new(_mask + 1), new(most), new(most), new(most), new(1));
        _slots.Cleared();
        _counts.Cleared();
    }

    /// <summary>Number of different phrases.</summary>
    public int Count => _counts.Span[0];

    /// <summary>The tokens of a phrase.</summary>
    public ReadOnlySpan<int> this[int entry] => _tokens.AsSpan(_starts.Span[entry], _lengths.Span[entry]);

    /// <summary>Numbers one phrase of an item.</summary>
    /// <param name="item">Which item; items come one after the other.</param>
    /// <param name="start">Where its tokens start.</param>
    /// <param name="length">How many it has.</param>
    /// <returns>Its number, from 0.</returns>
    public int Add(int item, int start, int length)
    {
        var phrase = _tokens.AsSpan(start, length);
        for (var slot = HashOf(phrase) & _mask; ; slot = (slot + 1) & _mask)
        {
            var entry = _slots.Span[slot] - 1;
            if (entry < 0)
            {
                entry = _counts.Span[0]++;
                _slots.Span[slot] = entry + 1;
                (_starts.Span[entry], _lengths.Span[entry], _lastItems.Span[entry]) = (start, length, item);
                return entry;
            }

            if (_lastItems.Span[entry] != item && this[entry].SequenceEqual(phrase))
            {
                _lastItems.Span[entry] = item;
                return entry;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _starts.Dispose();
        _lengths.Dispose();
        _lastItems.Dispose();
        _counts.Dispose();
    }

    private static int HashOf(ReadOnlySpan<int> phrase)
    {
        var hash = 0x9E3779B9u * ((uint)phrase.Length + 1);
        foreach (var token in phrase)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ (uint)token) * 0x85EBCA6Bu;
        }

        return (int)(hash ^ (hash >> 15));
    }
}
