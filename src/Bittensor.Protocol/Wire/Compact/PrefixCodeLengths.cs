namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Finds how many bits each symbol gets: Huffman's algorithm, no code longer than a limit.</summary>
internal static class PrefixCodeLengths
{
    /// <summary>Longest code, in bits.</summary>
    public const int Max = 12;

    /// <summary>Fills in lengths.</summary>
    /// <param name="counts">How often each symbol comes; shape [symbols].</param>
    /// <param name="lengths">Receives bits a symbol, 0 where it never comes; a lone symbol gets 1. Shape [symbols].</param>
    public static void Find(ReadOnlySpan<int> counts, Span<byte> lengths)
    {
        Span<int> flattened = stackalloc int[counts.Length];
        counts.CopyTo(flattened);
        while (!TryFind(flattened, lengths))
        {
            foreach (ref var count in flattened)
            {
                count = (count + 1) / 2; // rare symbols gain, so that the longest code gets shorter
            }
        }
    }

    /// <summary>Huffman's algorithm over symbols in the order of their counts.</summary>
    /// <returns>Whether no code is too long.</returns>
    private static bool TryFind(ReadOnlySpan<int> counts, Span<byte> lengths)
    {
        lengths.Clear();
        Span<int> symbols = stackalloc int[counts.Length];
        var used = 0;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] > 0)
            {
                symbols[used++] = symbol;
            }
        }

        if (used < 2)
        {
            lengths[used == 1 ? symbols[0] : 0] = (byte)used;
            return true;
        }

        Span<long> weights = stackalloc long[2 * used];
        Span<int> parents = stackalloc int[2 * used];
        Sort(symbols[..used], counts);
        for (var leaf = 0; leaf < used; leaf++)
        {
            weights[leaf] = counts[symbols[leaf]];
        }

        var root = Join(weights, parents, used);
        return SetLengths(symbols[..used], parents, root, lengths);
    }

    /// <summary>Joins the two lightest trees until one is left. Leaves come first, joined trees behind, both by rising weight.</summary>
    private static int Join(Span<long> weights, Span<int> parents, int leaves)
    {
        var (leaf, tree, next) = (0, leaves, leaves);
        for (; next < (2 * leaves) - 1; next++)
        {
            var first = Lightest(weights, ref leaf, leaves, ref tree, next);
            var second = Lightest(weights, ref leaf, leaves, ref tree, next);
            weights[next] = weights[first] + weights[second];
            (parents[first], parents[second]) = (next, next);
        }

        return next - 1;
    }

    private static int Lightest(ReadOnlySpan<long> weights, ref int leaf, int leaves, ref int tree, int trees) =>
        leaf < leaves && (tree >= trees || weights[leaf] <= weights[tree]) ? leaf++ : tree++;

    private static bool SetLengths(ReadOnlySpan<int> symbols, ReadOnlySpan<int> parents, int root, Span<byte> lengths)
    {
        for (var leaf = 0; leaf < symbols.Length; leaf++)
        {
            var length = 0;
            for (var node = leaf; node != root; node = parents[node])
            {
                length++;
            }

            if (length > Max)
            {
                return false;
            }

            lengths[symbols[leaf]] = (byte)length;
        }

        return true;
    }

    private static void Sort(Span<int> symbols, ReadOnlySpan<int> counts)
    {
        Span<int> keys = stackalloc int[symbols.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            keys[i] = counts[symbols[i]];
        }

        keys.Sort(symbols);
    }
}
