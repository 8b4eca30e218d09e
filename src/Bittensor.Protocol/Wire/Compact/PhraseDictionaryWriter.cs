namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Writes the different phrases of an answer, each by what it adds to the one before.</summary>
/// <param name="vocabularySize">Token ids are below it.</param>
internal readonly struct PhraseDictionaryWriter(int vocabularySize) : IDisposable
{
    private readonly TokenRanks _ranks = new(vocabularySize);

    /// <summary>Writes the dictionary: which tokens go on phrases, the prefix codes, the phrases.</summary>
    /// <param name="bits">Receives it.</param>
    /// <param name="phrases">The phrases.</param>
    /// <param name="sorted">Receives the order in which they are written; shape [phrases].</param>
    /// <returns>Tokens of all phrases.</returns>
    public int Write(ref BitWriter bits, PhraseIndex phrases, Span<int> sorted)
    {
        var tokens = WriteRanks(ref bits, phrases);
        PhraseOrder.Sort(phrases, _ranks, sorted);
        using var contexts = new Scratch<byte>(tokens + (2 * sorted.Length));
        using var values = new Scratch<int>(tokens + (2 * sorted.Length));
        var count = 0;
        ReadOnlySpan<int> before = [];
        foreach (var entry in sorted)
        {
            var phrase = phrases[entry];
            count += Tell(phrase, before, contexts.Span[count..], values.Span[count..]);
            before = phrase;
        }

        WriteNumbers(ref bits, contexts.Span[..count], values.Span);
        return tokens;
    }

    /// <inheritdoc/>
    public void Dispose() => _ranks.Dispose();

    private int WriteRanks(ref BitWriter bits, PhraseIndex phrases)
    {
        using var counts = new Scratch<int>(vocabularySize);
        counts.Cleared();
        var tokens = 0;
        for (var entry = 0; entry < phrases.Count; entry++)
        {
            var phrase = phrases[entry];
            tokens += phrase.Length;
            for (var at = 1; at < phrase.Length; at++)
            {
                counts.Span[phrase[at]]++;
            }
        }

        _ranks.Write(ref bits, counts.Span);
        return tokens;
    }

    /// <summary>Lists the numbers that tell one phrase.</summary>
    private int Tell(ReadOnlySpan<int> phrase, ReadOnlySpan<int> before, Span<byte> contexts, Span<int> values)
    {
        var shared = phrase.CommonPrefixLength(before);
        var rest = phrase.Length - shared;
        (contexts[0], values[0]) = (PhraseContext.Shared, shared);
        (contexts[1], values[1]) = ((byte)(shared == 0 ? PhraseContext.LengthOfNew : PhraseContext.LengthOfRest), rest);
        for (var at = shared; at < phrase.Length; at++)
        {
            var number = at - shared + 2;
            (contexts[number], values[number]) = at switch
            {
                0 => ((byte)PhraseContext.First, phrase[0] - (before.IsEmpty ? 0 : before[0] + 1)),
                _ when at == shared && at < before.Length =>
                    ((byte)PhraseContext.Sibling, _ranks[phrase[at]] - _ranks[before[at]] - 1),
                _ => ((byte)PhraseContext.Rank, _ranks[phrase[at]]),
            };
        }

        return rest + 2;
    }

    private static void WriteNumbers(ref BitWriter bits, ReadOnlySpan<byte> contexts, ReadOnlySpan<int> values)
    {
        using var code = new PrefixCode(PhraseContext.Count);
        for (var i = 0; i < contexts.Length; i++)
        {
            code.Count(contexts[i], values[i]);
        }

        code.Finish();
        code.WriteLengths(ref bits);
        for (var i = 0; i < contexts.Length; i++)
        {
            code.Write(ref bits, contexts[i], values[i]);
        }
    }
}
