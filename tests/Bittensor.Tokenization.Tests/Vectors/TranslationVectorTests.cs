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

    private static LogitTranslator Translator(string server, string standard, bool isCleaning)
    {
        var (mine, theirs) = (VectorTokenizers.Get(server), VectorTokenizers.Get(standard));
        return isCleaning ? LogitTranslator.For(new CleaningTokenizer(mine), new CleaningTokenizer(theirs)) : LogitTranslator.For(mine, theirs);
    }

    private static void Check(LogitTranslator translator, JsonElement entry, VectorArray? probabilities)
    {
        var size = translator.Standard.VocabularySize;
        var texts = entry.GetProperty("tokens").GetArrayLength();
        for (var item = 0; item < texts; item++)
        {
            if (HasOddDepths(entry.GetProperty("split_depths_used")[item]))
            {
                continue;
            }

            var alignment = Alignment(entry, item);
            var rows = entry.GetProperty("tokens_std")[item].GetArrayLength();
            var result = translator.TranslateAll(alignment, VectorLogits.Probabilities(entry, item, alignment.ServerIds.Length, translator.Server));
            for (var row = 0; row < rows; row++)
            {
                var values = result.AsSpan(row * size, size);
                Assert.InRange(values.ToArray().Sum(value => (double)value), 0, 1 + 1e-5);
                SpreadMissing(values);
                if (probabilities is not null)
                {
                    ProbabilityAssert.Equal(probabilities.Row((item * rows) + row), values);
                }
                else
                {
                    ProbabilityAssert.EqualDigest(entry.GetProperty("digest"), (item * rows) + row, values, Folder.Formulas);
                }
            }
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

    private static void SpreadMissing(Span<float> row)
    {
        var missing = 1.0;
        foreach (var value in row)
        {
            missing -= value;
        }

        for (var i = 0; missing > 0 && i < row.Length; i++)
        {
            row[i] += (float)(missing / row.Length);
        }
    }
}
