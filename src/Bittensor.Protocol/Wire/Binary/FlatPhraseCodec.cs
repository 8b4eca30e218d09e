using System.Buffers;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Codec 2: phrase distributions, 8 bytes a phrase and 4 a token.</summary>
internal sealed class FlatPhraseCodec : BlobCodec<PhraseDistributions>
{
    public override byte Id => 2;

    protected override bool TryWriteValue(PhraseDistributions value, IBufferWriter<byte> output)
    {
        output.WriteCount(value.Batch);
        output.WriteCount(value.TopK);
        output.WriteCount(value.Tokens.Length);
        output.WriteArray<int>(PhraseLengths.Of(value.Offsets));
        output.WriteArray<int>(value.Tokens);
        output.WriteArray<float>(value.Probabilities);
        output.WriteArray<float>(value.Floors);
        return true;
    }

    protected override PhraseDistributions ReadValue(ref BlobReader reader)
    {
        var batch = reader.ReadCount("batch", sizeof(float));
        var topK = reader.ReadPositive("top-k");
        var tokenCount = reader.ReadCount("number of tokens", sizeof(int));
        var phrases = (long)batch * topK;
        var lengths = reader.ReadArray<int>(phrases, "phrase lengths");
        var offsets = PhraseLengths.ToOffsets(lengths, tokenCount)
            ?? throw reader.Malformed($"The phrase lengths do not add up to {tokenCount} tokens.");
        var tokens = reader.ReadArray<int>(tokenCount, "tokens");
        var probabilities = reader.ReadArray<float>(phrases, "probabilities");
        return new PhraseDistributions(batch, topK, tokens, offsets, probabilities, reader.ReadArray<float>(batch, "floors"));
    }
}
