using Bittensor.Engine.TopK;
using Bittensor.Protocol;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Benchmarks;

/// <summary>Answers made of normally distributed logits: rows that have nothing in common, the hardest case for a codec.</summary>
internal static class RandomAnswers
{
    private const float Spread = 3;

    /// <summary>Top-k rows over the standard vocabulary.</summary>
    public static TopKDistributions TopK(Random random, int rows, int topK)
    {
        var answer = new TopKDistributions(
            rows, topK, StandardVocabulary.Size, new int[rows * topK], new float[rows * topK]);
        for (var row = 0; row < rows; row++)
        {
            Select(random, StandardVocabulary.Size, answer.Ids.AsSpan(row * topK, topK), answer.Probabilities.AsSpan(row * topK, topK));
        }

        return answer;
    }

    /// <summary>Phrases of one token each.</summary>
    public static PhraseDistributions Phrases(Random random, int items, int topK)
    {
        var top = TopK(random, items, topK);
        return new(items, topK, top.Ids, [.. Enumerable.Range(0, top.Ids.Length + 1)], top.Probabilities, FloorsOf(top));
    }

    /// <summary>Phrases of a server whose vocabulary is cl100k_base.</summary>
    public static PhraseDistributions ForeignPhrases(Random random, int items, int topK)
    {
        var server = Cl100k();
        var table = PhraseTable.Build(server, StandardTokenizer.Instance);
        var top = new TopKDistributions(items, topK, server.VocabularySize, new int[items * topK], new float[items * topK]);
        for (var item = 0; item < items; item++)
        {
            Select(random, 100256, top.Ids.AsSpan(item * topK, topK), top.Probabilities.AsSpan(item * topK, topK));
        }

        List<int> tokens = [], offsets = [0];
        foreach (var id in top.Ids)
        {
            tokens.AddRange(table[id]);
            offsets.Add(tokens.Count);
        }

        return new(items, topK, [.. tokens], [.. offsets], top.Probabilities, FloorsOf(top));
    }

    /// <summary>The tokenizer of cl100k_base.</summary>
    public static VocabularyTokenizer Cl100k()
    {
        var vocabulary = TiktokenFile.Build(
            LibraryRanks.Read("Cl100kBase", "cl100k_base"), TiktokenFile.Cl100kPattern, [new("<|endoftext|>", 100257), new("<|endofprompt|>", 100276)]);
        return new(vocabulary, SpecialTokens.None with { Eos = 100257 });
    }

    private static float[] FloorsOf(TopKDistributions top) => [.. Enumerable.Range(0, top.Rows).Select(row =>
        (float)((1 - ProbabilityRow.Mass(top.ProbabilitiesOf(row))) / (top.VocabularySize - top.TopK)))];

    private static void Select(Random random, int width, Span<int> ids, Span<float> probabilities)
    {
        var logits = new float[width];
        foreach (ref var logit in logits.AsSpan())
        {
            logit = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) * Spread);
        }

        TopKSelector.Select(logits, ids.Length, ids, probabilities);
    }
}
