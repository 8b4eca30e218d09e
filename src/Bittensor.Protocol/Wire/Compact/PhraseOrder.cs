namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Sorts phrases so that each has much in common with the one before: by the first token's id, then by the ranks of
/// the further ones; a phrase before its continuations.</summary>
internal static class PhraseOrder
{
    private const int Digit = 21; // bits of a token within a key

    /// <summary>Sorts.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="ranks">Ranks of the tokens that go on phrases.</param>
    /// <param name="sorted">Receives the numbers of the phrases in order; shape [phrases].</param>
    public static void Sort(PhraseIndex phrases, TokenRanks ranks, Span<int> sorted)
    {
        using var keys = new Scratch<ulong>(sorted.Length);
        for (var entry = 0; entry < sorted.Length; entry++)
        {
            (sorted[entry], keys.Span[entry]) = (entry, KeyOf(phrases[entry], ranks));
        }

        keys.Span.Sort(sorted);
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            for (; to < sorted.Length && keys.Span[to] == keys.Span[from]; to++)
            {
            }

            SortAlike(phrases, ranks, sorted[from..to]);
            from = to;
        }
    }

    /// <summary>First three tokens of a phrase as one number; 0 stands for none.</summary>
    private static ulong KeyOf(ReadOnlySpan<int> phrase, TokenRanks ranks)
    {
        var key = phrase.Length > 0 ? (ulong)phrase[0] + 1 : 0;
        for (var at = 1; at < 3; at++)
        {
            key = (key << Digit) | (phrase.Length > at ? (ulong)ranks[phrase[at]] + 1 : 0);
        }

        return key;
    }

    /// <summary>Sorts phrases with the same key by what follows: insertion, since there are few.</summary>
    private static void SortAlike(PhraseIndex phrases, TokenRanks ranks, Span<int> sorted)
    {
        for (var i = 1; i < sorted.Length; i++)
        {
            var entry = sorted[i];
            var at = i;
            for (; at > 0 && IsBefore(phrases[entry], phrases[sorted[at - 1]], ranks); at--)
            {
                sorted[at] = sorted[at - 1];
            }

            sorted[at] = entry;
        }
    }

    private static bool IsBefore(ReadOnlySpan<int> phrase, ReadOnlySpan<int> other, TokenRanks ranks)
    {
        var shared = phrase.CommonPrefixLength(other);
        return shared == phrase.Length ? phrase.Length < other.Length
            : shared < other.Length && ranks[phrase[shared]] < ranks[other[shared]];
    }
}
