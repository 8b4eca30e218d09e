using System.Buffers;
using Bittensor.Protocol.Wire.Binary;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Codec 4: phrase distributions. Phrases of one token are ids, all others stand once in a dictionary; an item is a set of
/// both, with probabilities in steps.</summary>
internal sealed class CompactPhraseCodec : BlobCodec<PhraseDistributions>
{
    /// <summary>Bits that a token adds to what an answer may take, where a phrase has more than one.</summary>
    private const double BitsPerFurtherToken = 12;

    public override byte Id => 4;

    /// <summary>Writes an answer, unless it is small, or a token is outside the vocabulary or a value is no probability.</summary>
    protected override bool TryWriteValue(PhraseDistributions value, IBufferWriter<byte> output)
    {
        var entries = (long)value.Batch * value.TopK;
        if (!CompactLimits.IsWorthIt(entries, StandardVocabulary.Size)
            || value.Tokens.Length > CompactLimits.MaxEntries
            || value.Tokens.AsSpan().ContainsAnyExceptInRange(0, StandardVocabulary.Size - 1)
            || ProbabilityRow.FirstInvalid(value.Probabilities) >= 0
            || ProbabilityRow.FirstInvalid(value.Floors) >= 0)
        {
            return false;
        }

        Write(value, output);
        return true;
    }

    protected override PhraseDistributions ReadValue(ref BlobReader reader)
    {
        var batch = reader.ReadCount("batch", sizeof(float));
        var topK = reader.ReadPositive("top-k");
        var phrases = reader.ReadCount("number of phrases in the dictionary", 0);
        var tokens = reader.ReadCount("number of tokens in the dictionary", 0);
        CompactLimits.Require(ref reader, (long)batch * topK, 1, StandardVocabulary.Size);
        CompactLimits.Require(ref reader, Math.Max(1, Math.Max(phrases, tokens)), 1, StandardVocabulary.Size);
        var step = CompactLimits.ReadStep(ref reader);
        var (dictionaryBytes, setBytes) = (reader.ReadCount("length of the dictionary", 1), reader.ReadCount("length of the sets", 1));
        var floors = reader.ReadArray<float>(batch, "floors");

        using var dictionaryBits = SectionOf(ref reader, dictionaryBytes, "dictionary");
        using var setBits = SectionOf(ref reader, setBytes, "sets");
        using var levelBits = SectionOf(ref reader, reader.Remaining, "levels");
        using var dictionary = new PhraseDictionary(new BitReader(dictionaryBits), phrases, tokens, StandardVocabulary.Size);
        using var items = new Scratch<int>(batch * topK);
        new PhraseSets(phrases, topK).Read(new BitReader(setBits), items.Span);

        using var sorted = new Scratch<int>(batch * topK);
        var probabilities = new float[batch * topK];
        var bits = new BitReader(levelBits);
        using var levels = new LevelReader(ref bits, topK, step);
        for (var at = 0; at < probabilities.Length; at += topK)
        {
            levels.Read(ref bits, items.Span.Slice(at, topK), sorted.Span.Slice(at, topK), probabilities.AsSpan(at, topK));
        }

        BitReader.ExpectEnd(bits);
        var (spelt, offsets) = Spell(sorted.Span, dictionary, ref reader);
        return new PhraseDistributions(batch, topK, spelt, offsets, probabilities, floors);
    }

    private static void Write(PhraseDistributions value, IBufferWriter<byte> output)
    {
        using var index = new PhraseIndex(value.Tokens, value.Probabilities.Length);
        using var items = new Scratch<int>(value.Probabilities.Length);
        PhraseSets.Assign(value, index, items.Span);

        using var numbers = new Scratch<int>(index.Count);
        using var order = new Scratch<int>(items.Span.Length);
        using var levels = new LevelRows(value.Batch, value.TopK);
        using var dictionaryWriter = new PhraseDictionaryWriter(StandardVocabulary.Size);
        var (dictionary, sets, levelBits) = (new BitWriter(value.Tokens.Length * 2), new BitWriter(items.Span.Length * 2), new BitWriter(items.Span.Length));
        try
        {
            // 1. The dictionary, and the items as sets of its phrases and of tokens.
            var tokens = dictionaryWriter.Write(ref dictionary, index, numbers.Span);
            PhraseSets.Renumber(items.Span, numbers.Span);
            new PhraseSets(index.Count, value.TopK).Write(ref sets, items.Span, order.Span);

            // 2. The levels, as fine as what is left allows.
            for (var item = 0; item < value.Batch; item++)
            {
                levels.Set(item, value.ProbabilitiesOf(item), order.Span.Slice(item * value.TopK, value.TopK));
            }

            var step = LevelBudget.Choose(levels, BitsAllowed(value) - dictionary.Bits - sets.Bits);
            levels.Write(ref levelBits, step);

            // 3. What a reader must know first, and all three.
            output.WriteCount(value.Batch);
            output.WriteCount(value.TopK);
            output.WriteCount(index.Count);
            output.WriteCount(tokens);
            output.WriteArray<float>([step]);
            output.WriteCount(dictionary.Bytes);
            output.WriteCount(sets.Bytes);
            output.WriteArray<float>(value.Floors);
            dictionary.CopyTo(output);
            sets.CopyTo(output);
            levelBits.CopyTo(output);
        }
        finally
        {
            dictionary.Dispose();
            sets.Dispose();
            levelBits.Dispose();
        }
    }

    private static double BitsAllowed(PhraseDistributions value)
    {
        var further = 0L;
        for (var phrase = 0; phrase < value.Probabilities.Length; phrase++)
        {
            further += Math.Max(0, value.Offsets[phrase + 1] - value.Offsets[phrase] - 1);
        }

        return (LevelBudget.BitsPerEntry(value.TopK) * value.Probabilities.Length) + (BitsPerFurtherToken * further);
    }

    private static BitSection SectionOf(ref BlobReader reader, int bytes, string what)
    {
        var origin = reader.Offset;
        return new BitSection(reader.ReadBytes(bytes, what).Span, origin);
    }

    private static (int[] Tokens, int[] Offsets) Spell(ReadOnlySpan<int> items, PhraseDictionary dictionary, ref BlobReader reader)
    {
        var offsets = new int[items.Length + 1];
        var length = 0L;
        for (var i = 0; i < items.Length; i++)
        {
            length += PhraseSets.IsToken(items[i], out var phrase) ? 1 : dictionary.LengthOf(phrase);
            offsets[i + 1] = (int)length;
            if (length > CompactLimits.MaxEntries)
            {
                throw reader.Malformed($"The phrases have more than {CompactLimits.MaxEntries} tokens, which is the limit.");
            }
        }

        var tokens = new int[length];
        for (var i = 0; i < items.Length; i++)
        {
            if (PhraseSets.IsToken(items[i], out var phrase))
            {
                tokens[offsets[i]] = items[i];
            }
            else
            {
                dictionary.CopyTo(phrase, tokens, offsets[i]);
            }
        }

        return (tokens, offsets);
    }
}
