using Bittensor.Tokenization.TokenizerFiles;

namespace Bittensor.Tokenization.SentencePieces;

/// <summary>Merges letters into pieces: again and again the two neighbours that make the piece of the highest score, the leftmost
/// of equals.</summary>
internal sealed class BpeSegmenter : IPieceSegmenter
{
    private readonly PieceVocabulary _vocabulary;
    private readonly int[] _rankOfPiece;

    public BpeSegmenter(PieceVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        var ranks = vocabulary.Pieces.Select(piece => piece.Score).Distinct().OrderDescending()
            .Select((score, rank) => (score, rank)).ToDictionary(pair => pair.score, pair => pair.rank);
        _rankOfPiece = [.. vocabulary.Pieces.Select(piece => ranks[piece.Score])];
    }

    public void Segment(string text, List<(int Offset, int Length, int Id)> pieces, CancellationToken cancellationToken)
    {
        var letters = PieceLetters.Of(text, _vocabulary);
        var symbols = new Symbol[letters.Count];
        for (var i = 0; i < symbols.Length; i++)
        {
            var (offset, length, isFixed) = letters[i];
            symbols[i] = new(offset, length, i - 1, i + 1 < symbols.Length ? i + 1 : -1, isFixed);
        }

        var cuts = new Dictionary<int, int>(); // of pieces that must not stand: length of the left part they were made from
        Merge(text, symbols, cuts, cancellationToken);
        for (var i = symbols.Length == 0 ? -1 : 0; i >= 0; i = symbols[i].Next)
        {
            Resegment(text, symbols[i].Offset, symbols[i].Length, cuts, pieces);
        }
    }

    private void Merge(string text, Symbol[] symbols, Dictionary<int, int> cuts, CancellationToken cancellationToken)
    {
        var queue = new PriorityQueue<(int Left, int Right, int Length), ulong>(symbols.Length);
        for (var i = 1; i < symbols.Length; i++)
        {
            Enqueue(text, symbols, i - 1, i, queue, cuts);
        }

        var steps = 0;
        while (queue.TryDequeue(out var pair, out _))
        {
            if (++steps % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            ref var left = ref symbols[pair.Left];
            ref var right = ref symbols[pair.Right];
            if (left.Length == 0 || right.Length == 0 || left.Length + right.Length != pair.Length)
            {
                continue; // one of the two has merged with another neighbour since
            }

            left.Length = pair.Length;
            left.Next = right.Next;
            right.Length = 0;
            if (left.Next >= 0)
            {
                symbols[left.Next].Previous = pair.Left;
            }

            Enqueue(text, symbols, left.Previous, pair.Left, queue, cuts);
            Enqueue(text, symbols, pair.Left, left.Next, queue, cuts);
        }
    }

    private void Enqueue(
        string text, Symbol[] symbols, int left, int right, PriorityQueue<(int Left, int Right, int Length), ulong> queue,
        Dictionary<int, int> cuts)
    {
        if (left < 0 || right < 0 || symbols[left].IsFixed || symbols[right].IsFixed)
        {
            return;
        }

        var length = symbols[left].Length + symbols[right].Length;
        var id = length > _vocabulary.LongestPiece ? -1 : _vocabulary.FindPiece(text.AsSpan(symbols[left].Offset, length));
        if (id < 0)
        {
            return;
        }

        queue.Enqueue((left, right, length), ((ulong)_rankOfPiece[id] << 32) | (uint)left);
        if (_vocabulary.Pieces[id].Kind == PieceKind.Unused)
        {
            cuts[id] = symbols[left].Length;
        }
    }

    /// <summary>Appends a piece, or the two it was made from when it must not stand.</summary>
    private void Resegment(
        string text, int offset, int length, Dictionary<int, int> cuts, List<(int Offset, int Length, int Id)> pieces)
    {
        var id = _vocabulary.Find(text.AsSpan(offset, length));
        if (_vocabulary.Pieces[id].Kind != PieceKind.Unused || !cuts.TryGetValue(id, out var left))
        {
            pieces.Add((offset, length, id));
            return;
        }

        Resegment(text, offset, left, cuts, pieces);
        Resegment(text, offset + left, length - left, cuts, pieces);
    }

    private record struct Symbol(int Offset, int Length, int Previous, int Next, bool IsFixed);
}
