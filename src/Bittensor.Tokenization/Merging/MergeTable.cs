using System.Numerics;

namespace Bittensor.Tokenization.Merging;

/// <summary>Which neighbouring tokens merge into which, and which merge comes first.</summary>
internal sealed class MergeTable
{
    private readonly Entry[] _entries;
    private readonly int _mask;

    /// <param name="capacity">At least the number of rules that will be added.</param>
    public MergeTable(int capacity)
    {
        _entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)(capacity * 2) + 1)];
        _mask = _entries.Length - 1;
    }

    /// <summary>Adds a rule; of two for the same pair the first counts.</summary>
    /// <param name="left">Id of the left token.</param>
    /// <param name="right">Id of the right token.</param>
    /// <param name="rank">Merges of lower rank come first.</param>
    /// <param name="merged">Id of what they become.</param>
    public void Add(int left, int right, int rank, int merged)
    {
        var key = Key(left, right);
        var slot = Slot(key);
        while (_entries[slot].Key != 0)
        {
            if (_entries[slot].Key == key)
            {
                return;
            }

            slot = (slot + 1) & _mask;
        }

        _entries[slot] = new(key, rank, merged);
    }

    /// <summary>Finds the rule of a pair.</summary>
    /// <returns>Its rank, or <see cref="int.MaxValue"/> when there is none.</returns>
    public int Rank(int left, int right, out int merged)
    {
        var key = Key(left, right);
        for (var slot = Slot(key); _entries[slot].Key != 0; slot = (slot + 1) & _mask)
        {
            if (_entries[slot].Key == key)
            {
                merged = _entries[slot].Merged;
                return _entries[slot].Rank;
            }
        }

        merged = -1;
        return int.MaxValue;
    }

    /// <summary>A pair as a number that is never 0.</summary>
    private static ulong Key(int left, int right) => ((ulong)(uint)(left + 1) << 32) | (uint)right;

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 32) & _mask;

    private readonly record struct Entry(ulong Key, int Rank, int Merged);
}
