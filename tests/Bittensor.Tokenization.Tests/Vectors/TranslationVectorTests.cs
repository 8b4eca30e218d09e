using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization.Tests.Translation;

namespace Bittensor.Tokenization.Tests.Vectors;

/// <summary>03_translate_small and 04_translate_full: whole translations.</summary>
/// <remarks>Differs from the reference on purpose (quirk 11): ours leaves the mass that is missing from a row missing. The
/// reference
/// spreads it evenly, so that is done here before rows are compared.</remarks>
public class TranslationVectorTests
{
    private static VectorFolder Folder => VectorTokenizers.Folder;

    public static TheoryData<int> Pairs => [.. Enumerable.Range(0, Folder.Read("03_translate_small").GetProperty("pairs").GetArrayLength())];

    public static TheoryData<int> FullCases => [.. Enumerable.Range(0, Folder.Read("04_translate_full").GetProperty("cases").GetArrayLength())
        .Where(index => Folder.Read("04_translate_full").GetProperty("cases")[index].TryGetProperty("tokens", out _))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Translate_SmallVocabularies_GivesReferenceProbabilities(int index)
    {
        var pair = Folder.Read("03_translate_small").GetProperty("pairs")[index];
        var translator = Translator(
            pair.GetProperty("server").GetString()!, pair.GetProperty("std").GetString()!, pair.GetProperty("cleanup").GetBoolean());
        foreach (var entry in pair.GetProperty("cases").EnumerateArray())
        {
            Check(translator, entry, probabilities: entry.TryGetProperty("probs_std", out var full) ? Folder.Array(full) : null);
        }
    }

    [Theory]
    [MemberData(nameof(FullCases))]
    public void Translate_FullVocabularies_GivesReferenceProbabilities(int index)
    {
        var entry = Folder.Read("04_translate_full").GetProperty("cases")[index];
        Check(Translator(entry.GetProperty("server").GetString()!, "gpt2", entry.GetProperty("cleanup").GetBoolean()), entry, null);
    }

    /// <summary>Quirk 17: equal vocabularies are a plain softmax, in the reference too.</summary>
    [Fact]
    public void Translate_EqualVocabularies_GivesReferenceSoftmax()
    {
        foreach (var entry in Folder.Read("04_translate_full").GetProperty("cases").EnumerateArray().Where(entry => !entry.TryGetProperty("tokens", out _)))
        {
            var server = VectorTokenizers.Get(entry.GetProperty("server").GetString()!);
            var translator = LogitTranslator.For(server, StandardTokenizer.Instance);
            var shape = VectorJson.Ints(entry.GetProperty("logits_shape"));
            for (var item = 0; item < shape[0]; item++)
            {
                var result = translator.TranslateAll(translator.Remap(new int[shape[1]]), VectorLogits.Probabilities(entry, item, shape[1], server));
                for (var row = 0; row < shape[1]; row++)
                {
                    ProbabilityAssert.EqualDigest(
                        entry.GetProperty("digest"), (item * shape[1]) + row, result.AsSpan(row * shape[2], shape[2]), Folder.Formulas);
                }
            }
        }
    }

    private static LogitTranslator Translator(string server, string standard, bool isCleaning)
    {
        var (mine, theirs) = (VectorTokenizers.Get(server), VectorTokenizers.Get(standard));
        return isCleaning ? LogitTranslator.For(new CleaningTokenizer(mine), new CleaningTokenizer(theirs)) : LogitTranslator.For(mine, theirs);
    }

    private static void Check(LogitTranslator translator, JsonElement entry, VectorArray? probabilities)
    {
        var probabilitiesOfTargets = new List<double>();
        var texts = entry.GetProperty("tokens").GetArrayLength();
        foreach (var item in Enumerable.Range(0, texts).Where(item => !HasOddDepths(entry.GetProperty("split_depths_used")[item])))
        {
            var targets = VectorJson.Ints(entry.GetProperty("tokens_std")[item]);
            var rows = Translate(translator, entry, item).Take(targets.Length).ToArray();
            for (var row = 0; row < rows.Length; row++)
            {
                Check(entry, (item * rows.Length) + row, rows[row], probabilities);
            }

            probabilitiesOfTargets.AddRange(rows.SkipLast(1).Zip(targets.Skip(1), (row, target) => Math.Max((double)row[target], 1e-8)));
        }

        if (probabilitiesOfTargets.Count == texts * (entry.GetProperty("tokens_std")[0].GetArrayLength() - 1))
        {
            CheckLoss(entry, probabilitiesOfTargets, translator.Standard.VocabularySize);
        }
    }

    /// <summary>Quirk 66: a row's float32 sum misses 1 by as much as 3e-7 by chance, of which each token gets its part; for a target that
    /// has next to no mass that decides what it costs.</summary>
    private static void CheckLoss(JsonElement entry, List<double> probabilities, int size)
    {
        var name = entry.TryGetProperty("loss_clamped_1e_8", out _) ? "loss_clamped_1e_8" : "loss_translated_clamped_1e_8";
        var expected = entry.GetProperty(name).GetDouble();
        var tolerance = (1e-4 * expected) + probabilities.Average(p => 3e-7 / size / p);
        Assert.Equal(expected, -probabilities.Average(Math.Log), tolerance);
    }

    private static void Check(JsonElement entry, int row, float[] values, VectorArray? probabilities)
    {
        if (probabilities is not null)
        {
            ProbabilityAssert.Equal(probabilities.Row(row), values);
        }
        else
        {
            ProbabilityAssert.EqualDigest(entry.GetProperty("digest"), row, values, Folder.Formulas);
        }
    }

    /// <summary>The rows of one text, what they lack of 1 spread as the reference does.</summary>
    private static IEnumerable<float[]> Translate(LogitTranslator translator, JsonElement entry, int item)
    {
        var alignment = Alignment(entry, item);
        var result = translator.TranslateAll(alignment, VectorLogits.Probabilities(entry, item, alignment.ServerIds.Length, translator.Server));
        foreach (var row in result.Chunk(translator.Standard.VocabularySize))
        {
            Assert.InRange(row.Sum(value => (double)value), 0, 1 + 1e-5);
            SpreadMissing(row);
            yield return row;
        }
    }

    /// <summary>The alignment of the offsets given. Quirk 67: where the reference's offsets are more than its standard tokens,
    /// rows
    /// beyond are dropped.</summary>
    private static TokenAlignment Alignment(JsonElement entry, int item)
    {
        var server = VectorJson.Spans(entry.GetProperty("offset_mapping")[item]);
        var standard = VectorJson.Spans(entry.GetProperty("offset_mapping_std")[item]);
        var tokens = VectorJson.Ints(entry.GetProperty("tokens")[item]);
        return new(tokens[^server.Length..], server, new int[standard.Length], standard);
    }

    /// <summary>Quirk 7: the reference counts a negative depth from a text's end. Ours cuts nothing off there, so that such a
    /// case says
    /// nothing about ours.</summary>
    private static bool HasOddDepths(JsonElement splits) => splits.EnumerateArray().Select(split => VectorJson.Ints(split[1]))
        .Any(depths => depths[0] <= 0 || !depths.SequenceEqual(depths.Order()));

    /// <summary>Gives each token its part of what a row lacks of 1; less than 1e-6 is float32 rounding, which lacks nothing.</summary>
    private static void SpreadMissing(Span<float> row)
    {
        var missing = 1.0;
        foreach (var value in row)
        {
            missing -= value;
        }

        for (var i = 0; missing > 1e-6 && i < row.Length; i++)
        {
            row[i] += (float)(missing / row.Length);
        }
    }
}
