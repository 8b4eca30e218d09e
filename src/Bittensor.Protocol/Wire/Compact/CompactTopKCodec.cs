using System.Buffers;
using Bittensor.Protocol.Wire.Binary;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Codec 3: top-k distributions, ids exact and probabilities in steps; about a fifth of the flat form.</summary>
internal sealed class CompactTopKCodec : BlobCodec<TopKDistributions>
{
    public override byte Id => 3;

    /// <summary>Writes an answer, unless it is small, or a row has an id twice or outside the vocabulary, or a value that is no probability.</summary>
    protected override bool TryWriteValue(TopKDistributions value, IBufferWriter<byte> output)
    {
        var entries = (long)value.Rows * value.TopK;
        if (!CompactLimits.IsWorthIt(entries, value.VocabularySize) || ProbabilityRow.FirstInvalid(value.Probabilities) >= 0)
        {
            return false;
        }

        // 1. The ids, row by row; what they take decides how fine the levels may be.
        var ids = new BitWriter(value.Ids.Length * 2);
        var levels = new LevelRows(value.Rows, value.TopK);
        var levelBits = new BitWriter(value.Ids.Length);
        try
        {
            if (!TryWriteIds(value, ref ids, levels))
            {
                return false;
            }

            // 2. The levels.
            var room = (LevelBudget.BitsPerEntry(value.TopK) * entries) - ids.Bits;
            var step = LevelBudget.Choose(levels, room);
            levels.Write(ref levelBits, step);

            // 3. What a reader must know first, and both.
            output.WriteCount(value.Rows);
            output.WriteCount(value.TopK);
            output.WriteCount(value.VocabularySize);
            output.WriteArray<float>([step]);
            output.WriteCount(ids.Bytes);
            ids.CopyTo(output);
            levelBits.CopyTo(output);
            return true;
        }
        finally
        {
            ids.Dispose();
            levels.Dispose();
            levelBits.Dispose();
        }
    }

    protected override TopKDistributions ReadValue(ref BlobReader reader)
    {
        var rows = reader.ReadCount("number of rows", 0);
        var topK = reader.ReadPositive("top-k");
        var vocabulary = reader.ReadCount("vocabulary size", 0);
        CompactLimits.Require(ref reader, (long)rows * topK, topK, vocabulary);
        var step = CompactLimits.ReadStep(ref reader);
        var idBytes = reader.ReadCount("length of the ids", 1);
        var (origin, idSection) = (reader.Offset, reader.ReadBytes(idBytes, "ids"));
        using var coded = new Scratch<int>(rows * topK);
        using var idBits = new BitSection(idSection.Span, origin);
        ReadIds(new BitReader(idBits), coded.Span, topK, vocabulary);

        var (ids, probabilities) = (new int[rows * topK], new float[rows * topK]);
        origin = reader.Offset;
        using var levelBits = new BitSection(reader.ReadBytes(reader.Remaining, "levels").Span, origin);
        var bits = new BitReader(levelBits);
        using var levels = new LevelReader(ref bits, topK, step);
        for (var at = 0; at < ids.Length; at += topK)
        {
            levels.Read(ref bits, coded.Span.Slice(at, topK), ids.AsSpan(at, topK), probabilities.AsSpan(at, topK));
        }

        BitReader.ExpectEnd(bits);
        return new TopKDistributions(rows, topK, vocabulary, ids, probabilities);
    }

    private static bool TryWriteIds(TopKDistributions value, ref BitWriter bits, LevelRows levels)
    {
        using var sorter = new IdSorter(value.VocabularySize);
        using var sorted = new Scratch<int>(value.TopK);
        using var places = new Scratch<int>(value.TopK);
        using var order = new Scratch<int>(value.TopK);
        var writer = new IdSetWriter(value.VocabularySize, value.TopK);
        try
        {
            for (var row = 0; row < value.Rows; row++)
            {
                if (!sorter.TrySort(value.IdsOf(row), sorted.Span, places.Span))
                {
                    return false;
                }

                writer.Write(ref bits, sorted.Span, order.Span);
                foreach (ref var place in order.Span)
                {
                    place = places.Span[place];
                }

                levels.Set(row, value.ProbabilitiesOf(row), order.Span);
            }

            return true;
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static void ReadIds(BitReader bits, Span<int> ids, int topK, int vocabulary)
    {
        var reader = new IdSetReader(vocabulary);
        try
        {
            for (; !ids.IsEmpty; ids = ids[topK..])
            {
                if (reader.Read(ref bits, ids[..topK]) is var count && count != topK)
                {
                    throw BitReader.Fault(bits, $"A row has {count} ids; expected {topK}.");
                }
            }

            BitReader.ExpectEnd(bits);
        }
        finally
        {
            reader.Dispose();
        }
    }
}
