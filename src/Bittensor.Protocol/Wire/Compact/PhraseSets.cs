namespace Bittensor.Protocol.Wire.Compact;

/// <summary>The items of an answer as sets: of tokens, and of phrases in the dictionary.</summary>
/// <remarks>An entry is one number: a token its id, a phrase -1 less its number.</remarks>
/// <param name="phrases">Phrases in the dictionary.</param>
/// <param name="topK">Entries an item.</param>
internal readonly struct PhraseSets(int phrases, int topK)
{
    /// <summary>Whether an entry is a token.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="phrase">Number of the phrase, if it is none.</param>
    public static bool IsToken(int entry, out int phrase)
    {
        phrase = -1 - entry;
        return entry >= 0;
    }

    /// <summary>Turns the phrases of an answer into entries: those of one token are that token, when an item has them for the first
    /// time; all others go into the index.</summary>
    /// <param name="value">The answer.</param>
    /// <param name="index">Receives phrases.</param>
    /// <param name="entries">Receives entries; shape [B x K].</param>
    public static void Assign(PhraseDistributions value, PhraseIndex index, Span<int> entries)
    {
        using var lastItems = new Scratch<int>(StandardVocabulary.Size); // item + 1 that had the token last
        lastItems.Cleared();
        for (var i = 0; i < entries.Length; i++)
        {
            var (start, length, item) = (value.Offsets[i], value.Offsets[i + 1] - value.Offsets[i], i / value.TopK);
            if (length == 1 && lastItems.Span[value.Tokens[start]] != item + 1)
            {
                entries[i] = value.Tokens[start];
                lastItems.Span[entries[i]] = item + 1;
            }
            else
            {
                entries[i] = -1 - index.Add(item, start, length);
            }
        }
    }

    /// <summary>Numbers phrases by their place in the dictionary instead of that in the index.</summary>
    /// <param name="entries">Entries; shape [B x K].</param>
    /// <param name="sorted">Which phrase of the index stands where in the dictionary.</param>
    public static void Renumber(Span<int> entries, ReadOnlySpan<int> sorted)
    {
        using var places = new Scratch<int>(sorted.Length);
        for (var place = 0; place < sorted.Length; place++)
        {
            places.Span[sorted[place]] = place;
        }

        foreach (ref var entry in entries)
        {
            entry = IsToken(entry, out var phrase) ? entry : -1 - places.Span[phrase];
        }
    }

    /// <summary>Writes all items.</summary>
    /// <param name="bits">Receives them.</param>
    /// <param name="entries">Entries; shape [B x K].</param>
    /// <param name="order">Receives, an item, the places of its entries in the order in which they are read; shape [B x K].</param>
    public void Write(ref BitWriter bits, ReadOnlySpan<int> entries, Span<int> order)
    {
        var tokenSets = new IdSetWriter(StandardVocabulary.Size, topK);
        var phraseSets = new IdSetWriter(phrases, topK);
        using var tokenSorter = new IdSorter(StandardVocabulary.Size);
        using var phraseSorter = new IdSorter(phrases);
        using var part = new PhraseSetPart(topK);
        try
        {
            for (var at = 0; at < entries.Length; at += topK)
            {
                var tokens = part.Write(ref bits, ref tokenSets, tokenSorter, entries.Slice(at, topK), order[at..], areTokens: true);
                part.Write(ref bits, ref phraseSets, phraseSorter, entries.Slice(at, topK), order[(at + tokens)..], areTokens: false);
            }
        }
        finally
        {
            tokenSets.Dispose();
            phraseSets.Dispose();
        }
    }

    /// <summary>Reads all items.</summary>
    /// <param name="bits">All of them.</param>
    /// <param name="entries">Receives entries; shape [B x K].</param>
    /// <exception cref="WireFormatException">An item has another number of entries than <paramref name="entries"/> has room for.</exception>
    public void Read(BitReader bits, Span<int> entries)
    {
        var tokenSets = new IdSetReader(StandardVocabulary.Size);
        var phraseSets = new IdSetReader(phrases);
        try
        {
            for (; !entries.IsEmpty; entries = entries[topK..])
            {
                var item = entries[..topK];
                var tokens = tokenSets.Read(ref bits, item);
                var others = item[tokens..];
                var count = tokens + phraseSets.Read(ref bits, others);
                if (count != topK)
                {
                    throw BitReader.Fault(bits, $"An item has {count} phrases; expected {topK}.");
                }

                foreach (ref var entry in others)
                {
                    entry = -1 - entry;
                }
            }

            BitReader.ExpectEnd(bits);
        }
        finally
        {
            tokenSets.Dispose();
            phraseSets.Dispose();
        }
    }
}
