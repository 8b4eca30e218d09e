using System.Text;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>The bytes of every token, in one block.</summary>
internal sealed class TokenTable
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    private TokenTable(byte[] bytes, int[] starts) => (_bytes, _starts) = (bytes, starts);

    /// <summary>Largest id + 1.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The bytes of one token; empty for an id that stands for nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is outside the vocabulary.</exception>
    public ReadOnlySpan<byte> this[int id]
    {
        get
        {
            if ((uint)id >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(id), id, $"Token ids of this vocabulary are 0 to {Count - 1}.");
            }

            return _bytes.AsSpan(_starts[id].._starts[id + 1]);
        }
    }

    /// <summary>Gathers tokens; where an id comes twice, the later bytes count.</summary>
    public static TokenTable From(IEnumerable<KeyValuePair<int, byte[]>> tokens)
    {
        var byId = new List<byte[]?>();
        foreach (var (id, bytes) in tokens)
        {
            while (byId.Count <= id)
            {
                byId.Add(null);
            }

            byId[id] = bytes;
        }

        var starts = new int[byId.Count + 1];
        for (var id = 0; id < byId.Count; id++)
        {
            starts[id + 1] = starts[id] + (byId[id]?.Length ?? 0);
        }

        return new(Concatenate(byId, starts[^1]), starts);
    }

    /// <summary>Whether both have the same ids for the same bytes.</summary>
    public bool SameAs(TokenTable other) =>
        _starts.AsSpan().SequenceEqual(other._starts) && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <summary>Joins the bytes of tokens and reads them as UTF-8.</summary>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var length = 0;
        foreach (var id in ids)
        {
            length += this[id].Length;
        }

        var joined = length <= 512 ? stackalloc byte[length] : new byte[length];
        var at = 0;
        foreach (var id in ids)
        {
            var bytes = this[id];
            bytes.CopyTo(joined[at..]);
            at += bytes.Length;
        }

        return Encoding.UTF8.GetString(joined);
    }

    private static byte[] Concatenate(List<byte[]?> tokens, int length)
    {
        var bytes = new byte[length];
        var at = 0;
        foreach (var token in tokens)
        {
            token?.CopyTo(bytes, at);
            at += token?.Length ?? 0;
        }

        return bytes;
    }
}
