using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization.Translation;

namespace Bittensor.Tokenization.Tests.Vectors;

/// <summary>03 and 04: maps between vocabularies, split maps, and their parts one by one.</summary>
public class TranslationMapVectorTests
{
    private static VectorFolder Folder => VectorTokenizers.Folder;

    private static IEnumerable<JsonElement> SmallPairs => Folder.Read("03_translate_small").GetProperty("pairs").EnumerateArray();

    private static IEnumerable<JsonElement> FullMaps => Folder.Read("04_translate_full").GetProperty("maps").EnumerateArray();

    [Fact]
    public void FromTexts_SmallVocabularies_GivesReferenceMaps()
    {
        foreach (var pair in SmallPairs)
        {
            var (server, standard) = (Tokenizer(pair, "server"), Tokenizer(pair, "std"));
            CheckMap(pair.GetProperty("to_translation_map"), PhraseTable.FromTexts(server, standard), standard.VocabularySize);
            CheckMap(pair.GetProperty("from_translation_map"), PhraseTable.FromTexts(standard, server), server.VocabularySize);
        }
    }

    [Fact]
    public void FromTexts_FullVocabularies_GivesReferenceMaps()
    {
        foreach (var map in FullMaps)
        {
            var (from, to) = (Tokenizer(map, "from"), Tokenizer(map, "to"));
            CheckMap(map, PhraseTable.FromTexts(from, to), to.VocabularySize);
        }
    }

    [Fact]
    public void FindPairs_EveryDepth_GivesReferenceSplitMaps()
    {
        foreach (var (set, name) in SmallPairs.Select(pair => (pair, "server")).Concat(FullMaps.Select(map => (map, "from"))))
        {
            var tokenizer = Tokenizer(set, name);
            var firstTokens = new FirstTokens(tokenizer);
            string[] texts = [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(tokenizer.TokenText)];
            foreach (var expected in set.TryGetProperty("depth_split_maps", out var maps) ? maps.EnumerateArray() : default)
            {
                var parts = SplitMap.FindPairs(texts, VectorJson.Ints(expected.GetProperty("depths")), firstTokens).ToArray();
                Assert.Equal(expected.GetProperty("parts").GetArrayLength(), parts.Length);
                foreach (var (part, sums) in parts.Zip(expected.GetProperty("parts").EnumerateArray()))
                {
                    Assert.Equal(sums.GetProperty("sha256_from_i32").GetString(), VectorJson.Sha256(part.Sources));
                    Assert.Equal(sums.GetProperty("sha256_to_i32").GetString(), VectorJson.Sha256(part.Targets));
                }
            }
        }
    }

    [Fact]
    public void Apply_SinglePieces_GiveReferenceProbabilities()
    {
        foreach (var pair in SmallPairs.Where(pair => pair.TryGetProperty("unit", out _)))
        {
            var unit = pair.GetProperty("unit");
            var (server, standard) = (Tokenizer(pair, "server"), Tokenizer(pair, "std"));
            var probabilities = Probabilities(unit.GetProperty("seed").GetInt64(), 6, server.VocabularySize);
            CheckSplits(unit, server, probabilities);
            CheckOneToMany(unit, new(PhraseTable.FromTexts(server, standard), standard.VocabularySize), standard.VocabularySize, probabilities);
            CheckManyToOne(unit, new(PhraseTable.FromTexts(standard, server), server.VocabularySize), standard.VocabularySize, probabilities);
        }
    }

    private static void CheckSplits(JsonElement unit, ITextTokenizer server, float[][] probabilities)
    {
        var cache = new SplitMapCache(server);
        foreach (var entry in unit.GetProperty("split_probs").EnumerateArray())
        {
            var (map, expected) = (cache.Get(VectorJson.Ints(entry.GetProperty("depths"))), Folder.Array(entry.GetProperty("out")));
            var result = new float[server.VocabularySize];
            for (var part = 0; part < map.Parts; part++)
            {
                map.Apply([.. probabilities[entry.GetProperty("row").GetInt32()], 0], part, result);
                ProbabilityAssert.Equal(expected.Row(part), result);
            }
        }
    }

    private static void CheckOneToMany(JsonElement unit, OneToManyMap map, int size, float[][] probabilities)
    {
        foreach (var entry in unit.GetProperty("one_to_many").EnumerateArray())
        {
            var expected = Folder.Array(entry.GetProperty("out"));
            for (var step = 0; step < entry.GetProperty("many").GetInt32(); step++)
            {
                var result = new float[size];
                map.Apply([.. probabilities[entry.GetProperty("row").GetInt32()], 0], step, result);
                ProbabilityAssert.Equal(expected.Row(step), result);
            }
        }
    }

    private static void CheckManyToOne(JsonElement unit, ManyToOneMap map, int size, float[][] probabilities)
    {
        foreach (var entry in unit.GetProperty("many_to_one").EnumerateArray())
        {
            var result = new float[size];
            for (var step = 0; step < entry.GetProperty("many").GetInt32(); step++)
            {
                map.Apply([.. probabilities[entry.GetProperty("rows")[0].GetInt32() + step], 0], step, result);
            }

            ProbabilityAssert.Equal(Folder.Array(entry.GetProperty("out")).Floats, result);
        }
    }

    private static void CheckMap(JsonElement expected, PhraseTable map, int targetSize)
    {
        var byLength = Enumerable.Range(0, map.Count).GroupBy(id => map[id].Length).ToDictionary(group => group.Key, group => group.ToArray());
        Assert.Equal(expected.GetProperty("lengths").EnumerateObject().Count(), byLength.Count);
        foreach (var (length, ids) in byLength)
        {
            var entry = expected.GetProperty("lengths").GetProperty($"{length}");
            int[] targets = [.. ids.SelectMany(id => map[id].ToArray())];
            if (entry.TryGetProperty("from", out var from))
            {
                Assert.Equal(VectorJson.Ints(from), ids);
                Assert.Equal(entry.GetProperty("to").EnumerateArray().SelectMany(VectorJson.Ints), targets);
            }
            else
            {
                Assert.Equal(entry.GetProperty("sha256_from_i32").GetString(), VectorJson.Sha256(ids));
                Assert.Equal(entry.GetProperty("sha256_to_i32_rowmajor").GetString(), VectorJson.Sha256(targets));
            }
        }

        Assert.Equal(expected.GetProperty("counts_sha256_i32").GetString(), VectorJson.Sha256(Counts(map, targetSize)));
    }

    private static int[] Counts(PhraseTable map, int targetSize)
    {
        var steps = Enumerable.Range(0, map.Count).Max(id => map[id].Length);
        var counts = new int[steps * targetSize];
        for (var id = 0; id < map.Count; id++)
        {
            for (var step = 0; step < map[id].Length; step++)
            {
                counts[(step * targetSize) + map[id][step]]++;
            }
        }

        return counts;
    }

    private static float[][] Probabilities(long seed, int rows, int width)
    {
        var logits = Folder.Formulas.Logits(seed, rows * width);
        return [.. Enumerable.Range(0, rows).Select(row =>
        {
            var result = new float[width];
            VectorLogits.Softmax(logits.AsSpan(row * width, width), result);
            return result;
        })];
    }

    private static ITextTokenizer Tokenizer(JsonElement set, string name)
    {
        var tokenizer = VectorTokenizers.Get(set.GetProperty(name).GetString()!);
        return set.GetProperty("cleanup").GetBoolean() ? new CleaningTokenizer(tokenizer) : tokenizer;
    }
}
