using System.Buffers;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Codec 1: top-k distributions, 8 bytes an entry.</summary>
internal sealed class FlatTopKCodec : BlobCodec<TopKDistributions>
{
    public override byte Id => 1;

    protected override bool TryWriteValue(TopKDistributions value, IBufferWriter<byte> output)
    {
        output.WriteCount(value.Rows);
        output.WriteCount(value.TopK);
        output.WriteCount(value.VocabularySize);
        output.WriteArray<int>(value.Ids);
        output.WriteArray<float>(value.Probabilities);
        return true;
    }

    protected override TopKDistributions ReadValue(ref BlobReader reader)
    {
        var rows = reader.ReadCount("number of rows", 0);
        var topK = reader.ReadPositive("top-k");
        var vocabulary = reader.ReadCount("vocabulary size", 0);
        var entries = (long)rows * topK;
        var ids = reader.ReadArray<int>(entries, "ids");
        var probabilities = reader.ReadArray<float>(entries, "probabilities");
        return new TopKDistributions(rows, topK, vocabulary, ids, probabilities);
    }
}
