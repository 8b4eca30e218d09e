using System.Buffers;
using System.Text;

namespace Bittensor.Tokenization.Models;

/// <summary>The most probable spelling of a word in pieces (Kudo 2018, arXiv:1804.10959), as Hugging Face's library finds it.</summary>
internal sealed class UnigramModel : IWordModel
{
    private const int NotReached = -1;

    /// <summary>How much less probable than the least probable piece an unknown letter is, in nats.</summary>
    private const double UnknownPenalty = 10;

    private readonly ByteTrie _trie;
    private readonly double[] _scores;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idOfPiece;
    private readonly int[]? _idOfByte;
    private readonly int _unknown;
    private readonly double _unknownScore;

    /// <param name="pieces">Pieces with their log-probabilities in nats, by id.</param>
    /// <param name="unknown">Id of what cannot be spelt.</param>
    /// <param name="fallsBackToBytes">Whether what cannot be spelt becomes its bytes' tokens, where all of them are there.</param>
    public UnigramModel(IReadOnlyList<(string Text, double Score)> pieces, int unknown, bool fallsBackToBytes)
    {
        _trie = new(pieces.Select((piece, id) => (piece.Text, id)));
        _scores = [.. pieces.Select(piece => piece.Score)];
        _unknown = unknown;
        _unknownScore = _scores.Min() - UnknownPenalty;
        var idOfPiece = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < pieces.Count; id++)
        {
            idOfPiece[pieces[id].Text] = id;
        }

        _idOfPiece = idOfPiece.GetAlternateLookup<ReadOnlySpan<char>>();
        if (fallsBackToBytes)
        {
            _idOfByte = [.. Enumerable.Range(0, 256).Select(value => idOfPiece.GetValueOrDefault($"<0x{value:X2}>", -1))];
        }
    }

    public void Encode(ReadOnlySpan<char> word, List<int> ids, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(word.Length));
        var nodes = ArrayPool<Node>.Shared.Rent(bytes.Length + 1);
        try
        {
            var text = bytes.AsSpan(0, Encoding.UTF8.GetBytes(word, bytes));
            FindBest(text, nodes, cancellationToken);
            Write(text, nodes, ids);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<Node>.Shared.Return(nodes);
        }
    }

    private void FindBest(ReadOnlySpan<byte> text, Node[] nodes, CancellationToken cancellationToken)
    {
        Array.Fill(nodes, new(0, NotReached, 0), 0, text.Length + 1);
        for (var from = 0; from < text.Length;)
        {
            if (from % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Rune.DecodeFromUtf8(text[from..], out _, out var length);
            var score = nodes[from].Score;
            var hasLetter = false;
            var state = ByteTrie.Root;
            for (var to = from; to < text.Length && _trie.TryStep(ref state, text[to], out var id); to++)
            {
                if (id >= 0)
                {
                    Reach(ref nodes[to + 1], from, id, score + _scores[id]);
                    hasLetter |= to + 1 - from == length;
                }
            }

            if (!hasLetter)
            {
                Reach(ref nodes[from + length], from, _unknown, score + _unknownScore);
            }

            from += length;
        }
    }

    private static void Reach(ref Node node, int from, int id, double score)
    {
        if (node.From == NotReached || score > node.Score)
        {
            node = new(score, from, id);
        }
    }

    /// <summary>Appends the tokens of the best way; unknown letters in a row are one token, or the bytes' tokens.</summary>
    private void Write(ReadOnlySpan<byte> text, Node[] nodes, List<int> ids)
    {
        var cuts = new List<(int From, int To, int Id)>();
        for (var to = text.Length; to > 0; to = nodes[to].From)
        {
            var (from, id) = (nodes[to].From, nodes[to].Id);
            if (id == _unknown && cuts.Count > 0 && cuts[^1].Id == _unknown)
            {
                cuts[^1] = (from, cuts[^1].To, id);
            }
            else
            {
                cuts.Add((from, to, id));
            }
        }

        for (var i = cuts.Count - 1; i >= 0; i--)
        {
            var (from, to, id) = cuts[i];
            if (id == _unknown)
            {
                WriteUnknown(text[from..to], ids);
            }
            else
            {
                ids.Add(id);
            }
        }
    }

    private void WriteUnknown(ReadOnlySpan<byte> bytes, List<int> ids)
    {
        // What stands there may be a piece all the same: the name of the unknown token itself.
        if (_idOfPiece.TryGetValue(Encoding.UTF8.GetString(bytes), out var piece))
        {
            ids.Add(piece);
            return;
        }

        var count = ids.Count;
        foreach (var value in bytes)
        {
            if (_idOfByte is null || _idOfByte[value] < 0)
            {
                ids.RemoveRange(count, ids.Count - count);
                ids.Add(_unknown);
                return;
            }

            ids.Add(_idOfByte[value]);
        }
    }

    /// <param name="Score">Log-probability of the best way there.</param>
    /// <param name="From">Where its last piece begins.</param>
    /// <param name="Id">The last piece.</param>
    private readonly record struct Node(double Score, int From, int Id);
}
