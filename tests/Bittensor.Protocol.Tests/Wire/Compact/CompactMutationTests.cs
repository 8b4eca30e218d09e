using Bittensor.Protocol.Wire;
using Bittensor.Protocol.Wire.Compact;

namespace Bittensor.Protocol.Tests.Wire.Compact;

/// <summary>Bytes that are nearly right: each gives a valid answer or a <see cref="WireFormatException"/>, and nothing else. The
/// environment variable BITTENSOR_MUTATIONS says how many are tried.</summary>
public class CompactMutationTests
{
    private static readonly int _mutations =
        int.TryParse(Environment.GetEnvironmentVariable("BITTENSOR_MUTATIONS"), out var wanted) ? wanted : 10_000;

    [Fact]
    public void Read_MutatedTopK_GivesDistinctIdsAndProbabilitiesOrATypedFault()
    {
        var codec = new CompactTopKCodec();
        byte[][] originals =
        [
            CompactSamples.Write(codec, CompactSamples.TopK(1, rows: 3, topK: 100, vocabulary: 2000)),
            CompactSamples.Write(codec, CompactSamples.TopK(2, rows: 1, topK: 512)),
            CompactSamples.Write(codec, CompactSamples.TopK(3, rows: 40, topK: 20, vocabulary: 30)),
        ];
        Try(originals, bytes =>
        {
            var read = CompactSamples.Read(codec, bytes);
            for (var row = 0; row < read.Rows; row++)
            {
                Assert.Equal(read.TopK, read.IdsOf(row).ToArray().Distinct().Count());
            }

            Assert.All(read.Ids, id => Assert.InRange(id, 0, read.VocabularySize - 1));
            Assert.All(read.Probabilities, probability => Assert.InRange(probability, 0, 1));
        });
    }

    [Fact]
    public void Read_MutatedPhrases_GivesTokensAndProbabilitiesOrATypedFault()
    {
        var codec = new CompactPhraseCodec();
        byte[][] originals =
        [
            CompactSamples.Write(codec, CompactSamples.Phrases(1, 3, 100)),
            CompactSamples.Write(codec, CompactSamples.Phrases(2, 1, 256)),
            CompactSamples.Write(codec, CompactSamples.Phrases(3, 60, 5)),
        ];
        Try(originals, bytes =>
        {
            var read = CompactSamples.Read(codec, bytes);
            Assert.Equal(read.Tokens.Length, read.Offsets[^1]);
            Assert.All(read.Tokens, token => Assert.InRange(token, 0, StandardVocabulary.Size - 1));
            Assert.All(read.Probabilities, probability => Assert.InRange(probability, 0, 1));
            Assert.Equal(read.Batch, read.Floors.Length);
        });
    }

    private static void Try(byte[][] originals, Action<byte[]> read)
    {
        var random = new Random(20221213);
        var faults = 0;
        for (var i = 0; i < _mutations; i++)
        {
            try
            {
                read(Mutate(originals[i % originals.Length], random));
            }
            catch (WireFormatException exception)
            {
                Assert.NotNull(exception.Offset);
                faults++;
            }
        }

        Assert.InRange(faults, 1, _mutations - 1); // some changes of a level are another valid answer
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.AsSpan().ToArray().AsSpan();
        for (var changes = random.Next(1, 4); changes > 0 && bytes.Length > 0; changes--)
        {
            var at = random.Next(3) == 0 ? random.Next(Math.Min(32, bytes.Length)) : random.Next(bytes.Length);
            switch (random.Next(6))
            {
                case 0 when random.Next(4) == 0: bytes = bytes[..at]; break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes = (byte[])[.. bytes[..at], .. bytes[random.Next(bytes.Length)..]]; break;
                case 3: bytes[at..Math.Min(at + 4, bytes.Length)].Fill((byte)(random.Next(2) * 255)); break;
                default: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            }
        }

        return bytes.ToArray();
    }
}
