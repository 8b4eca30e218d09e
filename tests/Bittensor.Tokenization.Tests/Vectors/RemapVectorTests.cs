using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization.Tests.Translation;

namespace Bittensor.Tokenization.Tests.Vectors;

/// <summary>12_server: standard tokens to server tokens and offsets, and translated answers.</summary>
public class RemapVectorTests
{
    /// <summary>Cases of a decoder that cleans up are left out: ours decodes plainly.</summary>
    private static IEnumerable<JsonElement> Cases => VectorTokenizers.Folder.Read("12_server").GetProperty("cases").EnumerateArray()
        .Where(entry => !entry.GetProperty("cleanup").GetBoolean());

    /// <summary>Quirk 14: the reference cuts the server's tokens, though not their offsets, to the number of standard tokens,
    /// and then
    /// fails. Ours keeps them all.</summary>
    [Fact]
    public void Remap_EveryCase_GivesReferenceTokensUncut()
    {
        foreach (var (entry, item, alignment) in Remapped())
        {
            var kept = VectorJson.Ints(entry.GetProperty("attention_mask")[item]).Sum();
            var expected = VectorJson.Ints(entry.GetProperty("remapped_input_ids")[item])[^kept..];
            Assert.Equal(expected, alignment.ServerIds[..kept]);
            Assert.Equal(VectorJson.Spans(entry.GetProperty("offset_mapping")[item]), alignment.ServerSpans);
            Assert.Equal(entry.GetProperty("offset_mapping")[item].GetArrayLength(), alignment.ServerIds.Length);
        }
    }

    /// <summary>Quirk 15: the reference encodes the decoded text again and takes those offsets; ours are those of the tokens
    /// given,
    /// which is the same as long as they are what the text encodes to.</summary>
    [Fact]
    public void Remap_EveryCase_GivesOffsetsOfTheTokensGiven()
    {
        foreach (var (entry, item, alignment) in Remapped())
        {
            Assert.Equal(alignment.StandardIds.Length, alignment.StandardSpans.Count);
            if (!entry.GetProperty("std_reencoding_length_differs").GetBoolean())
            {
                Assert.Equal(VectorJson.Spans(entry.GetProperty("offset_mapping_std")[item]), alignment.StandardSpans);
            }
        }
    }

    [Fact]
    public void Translate_AnsweredCases_GivesReferenceProbabilities()
    {
        var checkedRows = 0;
        foreach (var (entry, item, alignment) in Remapped())
        {
            if (!entry.TryGetProperty("causallm_digest_of_exp", out var digest))
            {
                continue;
            }

            var translator = Translator(entry);
            var size = translator.Standard.VocabularySize;
            var result = translator.TranslateAll(alignment, VectorLogits.Probabilities(entry, item, alignment.ServerIds.Length, translator.Server));
            for (var row = 0; row < alignment.StandardIds.Length; row++)
            {
                // Quirk 11: the reference spreads what is missing evenly.
                var values = result.AsSpan(row * size, size).ToArray();
                var missing = Math.Max(0, 1 - values.Sum(value => (double)value)) / size;
                ProbabilityAssert.EqualDigest(digest, (item * alignment.StandardIds.Length) + row,
                    Array.ConvertAll(values, value => (float)(value + missing)), VectorTokenizers.Folder.Formulas);
                checkedRows++;
            }
        }

        Assert.NotEqual(0, checkedRows);
    }

    private static IEnumerable<(JsonElement Entry, int Item, TokenAlignment Alignment)> Remapped()
    {
        foreach (var entry in Cases)
        {
            for (var item = 0; item < entry.GetProperty("token_batch").GetArrayLength(); item++)
            {
                yield return (entry, item, Translator(entry).Remap(VectorJson.Ints(entry.GetProperty("token_batch")[item])));
            }
        }
    }

    private static LogitTranslator Translator(JsonElement entry) => LogitTranslator.For(
        VectorTokenizers.Get(entry.GetProperty("server").GetString()!), VectorTokenizers.Get(entry.GetProperty("std").GetString()!));
}
