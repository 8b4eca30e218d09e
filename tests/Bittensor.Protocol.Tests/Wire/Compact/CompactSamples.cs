using System.Buffers;
using Bittensor.Protocol.Wire.Binary;

namespace Bittensor.Protocol.Tests.Wire.Compact;

/// <summary>Answers as models give them, made by chance, and the codecs' bytes for them.</summary>
internal static class CompactSamples
{
    /// <summary>Rows of the K largest of a softmax over normally distributed logits, which the rows have partly in common.</summary>
    /// <param name="seed">Chance.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="topK">K.</param>
    /// <param name="vocabulary">V.</param>
    /// <param name="spread">Standard deviation of the logits.</param>
    /// <param name="common">Part of a logit that all rows share, 0 to 1.</param>
    public static TopKDistributions TopK(
        int seed, int rows, int topK, int vocabulary = StandardVocabulary.Size, double spread = 3, double common = 0.7)
    {
        var random = new Random(seed);
        var shared = Array.ConvertAll(new double[vocabulary], _ => Normal(random) * spread * common);
        var (ids, probabilities) = (new int[rows * topK], new float[rows * topK]);
        for (var row = 0; row < rows; row++)
        {
            var weights = Array.ConvertAll(shared, logit => Math.Exp(logit + (Normal(random) * spread * (1 - common))));
            var sum = weights.Sum();
            int[] best = [.. Enumerable.Range(0, vocabulary).OrderByDescending(id => weights[id]).Take(topK)];
            best.CopyTo(ids, row * topK);
            Array.ConvertAll(best, id => (float)(weights[id] / sum)).CopyTo(probabilities, row * topK);
        }

        return new(rows, topK, vocabulary, ids, probabilities);
    }

    /// <summary>Items of phrases of 0 to 12 tokens, some of them twice in an item.</summary>
    /// <param name="seed">Chance.</param>
    /// <param name="batch">Items.</param>
    /// <param name="topK">K.</param>
    public static PhraseDistributions Phrases(int seed, int batch, int topK)
    {
        var random = new Random(seed);
        int[][] known = [.. Enumerable.Range(0, 2 * topK).Select(_ => Phrase(random))];
        int[][] phrases = [.. Enumerable.Range(0, batch * topK).Select(_ => known[random.Next(known.Length)])];
        var offsets = new int[phrases.Length + 1];
        for (var i = 0; i < phrases.Length; i++)
        {
            offsets[i + 1] = offsets[i] + phrases[i].Length;
        }

        var top = TopK(seed + 1, batch, topK, topK, spread: 2);
        return new(
            batch, topK, [.. phrases.SelectMany(phrase => phrase)], offsets, top.Probabilities,
            [.. Enumerable.Range(0, batch).Select(item => 1e-6f * item)]);
    }

    /// <summary>What a codec writes.</summary>
    public static byte[] Write<T>(BlobCodec<T> codec, T value)
        where T : class
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(codec.TryWrite(value, output));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>What a codec reads, all of it.</summary>
    public static T Read<T>(BlobCodec<T> codec, byte[] bytes)
        where T : class
    {
        var reader = new BlobReader(bytes);
        var value = (T)codec.Read(ref reader);
        reader.ExpectEnd();
        return value;
    }

    private static int[] Phrase(Random random)
    {
        var length = random.Next(10) switch { 0 => 0, < 6 => 1, < 9 => 2, _ => random.Next(3, 13) };
        return [.. Enumerable.Range(0, length).Select(at => at == 0 ? random.Next(StandardVocabulary.Size) : random.Next(200))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
