using System.Buffers;

namespace Bittensor.Tokenization.Merging;

/// <summary>Byte pair encoding of one word: again and again the pair of lowest rank merges, the leftmost of equals.</summary>
/// <remarks>Written here because the library's SentencePiece model does not take the leftmost of equals, and because
/// its byte-level models are too slow to encode whole vocabularies.</remarks>
internal sealed class PairMerger(MergeTable table)
{
    private const int NoRule = int.MaxValue;
    private const int ShortWord = 48;

    /// <summary>Merges in place.</summary>
    /// <param name="symbols">The word as tokens that nothing precedes: letters or bytes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many tokens are left, at the front of <paramref name="symbols"/>.</returns>
    public int Merge(Span<int> symbols, CancellationToken cancellationToken = default) =>
        symbols.Length <= ShortWord ? MergeShort(symbols) : MergeLong(symbols, cancellationToken);

    /// <summary>Looks for the lowest rank among all pairs each time: quadratic, and fastest for words.</summary>
    private int MergeShort(Span<int> symbols)
    {
        Span<int> ranks = stackalloc int[ShortWord];
        Span<int> results = stackalloc int[ShortWord];
        var count = symbols.Length;
        for (var i = 0; i + 1 < count; i++)
        {
            ranks[i] = table.Rank(symbols[i], symbols[i + 1], out results[i]);
        }

        while (count > 1)
        {
            var best = IndexOfLowest(ranks[..(count - 1)]);
            if (ranks[best] == NoRule)
            {
                break;
            }

            symbols[best] = results[best];
            symbols[(best + 2)..count].CopyTo(symbols[(best + 1)..]);
            ranks[(best + 1)..(count - 1)].CopyTo(ranks[best..]);
            results[(best + 1)..(count - 1)].CopyTo(results[best..]);
            count--;
            if (best + 1 < count)
            {
                ranks[best] = table.Rank(symbols[best], symbols[best + 1], out results[best]);
            }

            if (best > 0)
            {
                ranks[best - 1] = table.Rank(symbols[best - 1], symbols[best], out results[best - 1]);
            }
        }

        return count;
    }

    private static int IndexOfLowest(ReadOnlySpan<int> ranks)
    {
        var best = 0;
        for (var i = 1; i < ranks.Length; i++)
        {
            best = ranks[i] < ranks[best] ? i : best;
        }

        return best;
    }

    /// <summary>Keeps the pairs in a queue: for text that is not cut into words.</summary>
    private int MergeLong(Span<int> symbols, CancellationToken cancellationToken)
    {
        var count = symbols.Length;
        var next = ArrayPool<int>.Shared.Rent(count + 1);
        var previous = ArrayPool<int>.Shared.Rent(count + 1);
        var queue = new PriorityQueue<(int Left, int Right), ulong>(count);
        for (var i = 0; i < count; i++)
        {
            (next[i], previous[i]) = (i + 1, i - 1);
            if (i + 1 < count)
            {
                Enqueue(queue, symbols, i, i + 1);
            }
        }

        var steps = 0;
        while (queue.TryDequeue(out var pair, out var priority))
        {
            if (++steps % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var (left, right) = pair;
            if (symbols[left] < 0 || next[left] != right
                || table.Rank(symbols[left], symbols[right], out var merged) != (int)(priority >> 32))
            {
                continue; // one of the two has merged with another neighbour since
            }

            (symbols[left], symbols[right]) = (merged, -1);
            next[left] = next[right];
            if (next[left] < count)
            {
                previous[next[left]] = left;
                Enqueue(queue, symbols, left, next[left]);
            }

            if (previous[left] >= 0)
            {
                Enqueue(queue, symbols, previous[left], left);
            }
        }

        ArrayPool<int>.Shared.Return(next);
        ArrayPool<int>.Shared.Return(previous);
        return RemoveMerged(symbols);
    }

    private void Enqueue(PriorityQueue<(int Left, int Right), ulong> queue, Span<int> symbols, int left, int right)
    {
        var rank = table.Rank(symbols[left], symbols[right], out _);
        if (rank != NoRule)
        {
            queue.Enqueue((left, right), ((ulong)rank << 32) | (uint)left);
        }
    }

    private static int RemoveMerged(Span<int> symbols)
    {
        var kept = 0;
        foreach (var symbol in symbols)
        {
            if (symbol >= 0)
            {
                symbols[kept++] = symbol;
            }
        }

        return kept;
    }
}
