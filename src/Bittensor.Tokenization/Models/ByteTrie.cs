using System.Numerics;
using System.Text;

namespace Bittensor.Tokenization.Models;

/// <summary>Finds the pieces that a text of bytes begins with.</summary>
internal sealed class ByteTrie
{
    private const int NoId = -1;

    private Entry[] _entries;
    private int[] _ids = new int[1024];
    private int _nodes = 1;
    private int _mask;

    /// <param name="pieces">Pieces and their ids; of two for the same piece the later counts.</param>
    public ByteTrie(IEnumerable<(string Piece, int Id)> pieces)
    {
        _entries = new Entry[4096];
        _mask = _entries.Length - 1;
        Array.Fill(_ids, NoId);
        foreach (var (piece, id) in pieces)
        {
            var node = 0;
            foreach (var value in Encoding.UTF8.GetBytes(piece))
            {
                node = Add(node, value);
            }

            _ids[node] = node == 0 ? NoId : id;
        }
    }

    /// <summary>The node in which a text begins.</summary>
    public static int Root => 0;

    /// <summary>Goes on by one byte.</summary>
    /// <param name="node">Where the text so far ends; afterwards where it ends with the byte.</param>
    /// <param name="value">The byte.</param>
    /// <param name="id">Id of the piece that ends there, or -1.</param>
    /// <returns>Whether any piece goes on so.</returns>
    public bool TryStep(ref int node, byte value, out int id)
    {
        var key = Key(node, value);
        for (var slot = Slot(key); _entries[slot].Key != 0; slot = (slot + 1) & _mask)
        {
            if (_entries[slot].Key == key)
            {
                node = _entries[slot].Node;
                id = _ids[node];
                return true;
            }
        }

        id = NoId;
        return false;
    }

    private int Add(int node, byte value)
    {
        if (TryStep(ref node, value, out _))
        {
            return node;
        }

        if (_nodes * 2 > _entries.Length)
        {
            Grow();
        }

        if (_nodes == _ids.Length)
        {
            Array.Resize(ref _ids, _ids.Length * 2);
            _ids.AsSpan(_nodes).Fill(NoId);
        }

        Put(new(Key(node, value), _nodes));
        return _nodes++;
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        _mask = _entries.Length - 1;
        foreach (var entry in old)
        {
            if (entry.Key != 0)
            {
                Put(entry);
            }
        }
    }

    private void Put(Entry entry)
    {
        var slot = Slot(entry.Key);
        while (_entries[slot].Key != 0)
        {
            slot = (slot + 1) & _mask;
        }

        _entries[slot] = entry;
    }

    /// <summary>A node and a byte as a number that is never 0.</summary>
    private static ulong Key(int node, byte value) => ((ulong)(uint)(node + 1) << 8) | value;

    private int Slot(ulong key) => (int)(BitOperations.RotateLeft(key * 0x9E3779B97F4A7C15, 32) & (uint)_mask);

    private readonly record struct Entry(ulong Key, int Node);
}
