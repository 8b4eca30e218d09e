using System.Buffers;
using System.Text;
using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Models;

namespace Bittensor.Tokenization.SentencePieces;

/// <summary>The most probable spelling in pieces, by SentencePiece's own sums: in single precision.</summary>
internal sealed class UnigramSegmenter : IPieceSegmenter
{
    private const int NotReached = -1;
    private const float UnknownPenalty = 10;

    /// <summary>Where the library begins to look for the best score: log-probabilities lie below it.</summary>
    private const float LeastBest = 1.17549435e-38f;

    /// <summary>What a user-defined piece scores below the best piece a byte, so that it is always taken.</summary>
    private const double UserDefinedPenalty = 0.1;

    private readonly PieceVocabulary _vocabulary;
    private readonly ByteTrie _trie;
    private readonly float _unknownScore, _bestScore;

    public UnigramSegmenter(PieceVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _trie = new(vocabulary.Pieces.Select((piece, id) => (piece, id))
            .Where(entry => entry.piece.Kind is PieceKind.Normal or PieceKind.UserDefined)
            .Select(entry => (entry.piece.Text, entry.id)));
        float[] scores = [.. vocabulary.Pieces.Where(piece => piece.Kind == PieceKind.Normal).Select(piece => piece.Score)];
        _unknownScore = (scores.Length == 0 ? float.MaxValue : scores.Min()) - UnknownPenalty;
        _bestScore = scores.Append(LeastBest).Max();
    }

    public void Segment(string text, List<(int Offset, int Length, int Id)> pieces, CancellationToken cancellationToken)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var nodes = ArrayPool<Node>.Shared.Rent(rented.Length + 1);
        try
        {
            var bytes = rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented));
            FindBest(bytes, nodes, cancellationToken);
            var from = pieces.Count;
            for (var to = bytes.Length; to > 0; to = nodes[to].From)
            {
                pieces.Add((nodes[to].From, to - nodes[to].From, nodes[to].Id));
            }

            pieces.Reverse(from, pieces.Count - from);
            ToUnits(bytes, pieces, from);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
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

            Rune.DecodeFromUtf8(text[from..], out _, out var letterLength);
            var score = nodes[from].Score;
            var hasLetter = false;
            var state = ByteTrie.Root;
            for (var to = from; to < text.Length && _trie.TryStep(ref state, text[to], out var id); to++)
            {
                if (id >= 0)
                {
                    var length = to + 1 - from;
                    Reach(ref nodes[to + 1], from, id, ScoreOf(id, length) + score);
                    hasLetter |= length == letterLength;
                }
            }

            if (!hasLetter)
            {
                Reach(ref nodes[from + letterLength], from, _vocabulary.Unknown, _unknownScore + score);
            }

            from += letterLength;
        }
    }

    private double ScoreOf(int id, int length)
    {
        var piece = _vocabulary.Pieces[id];
        return piece.Kind == PieceKind.UserDefined ? (length * _bestScore) - UserDefinedPenalty : piece.Score;
    }

    private static void Reach(ref Node node, int from, int id, double score)
    {
        if (node.From == NotReached || score > node.Score)
        {
            node = new((float)score, from, id);
        }
    }

    /// <summary>Turns places in bytes into places in UTF-16 units.</summary>
    private static void ToUnits(ReadOnlySpan<byte> bytes, List<(int Offset, int Length, int Id)> pieces, int from)
    {
        var unit = 0;
        for (var i = from; i < pieces.Count; i++)
        {
            var (offset, length, id) = pieces[i];
            var units = Encoding.UTF8.GetCharCount(bytes.Slice(offset, length));
            pieces[i] = (unit, units, id);
            unit += units;
        }
    }

    /// <param name="Score">Log-probability of the best way there.</param>
    /// <param name="From">Where its last piece begins.</param>
    /// <param name="Id">The last piece.</param>
    private readonly record struct Node(float Score, int From, int Id);
}
