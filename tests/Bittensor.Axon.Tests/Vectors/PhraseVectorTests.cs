using System.Text.Json;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire.Reference;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Vectors;

/// <summary>06_topk_phrases: the K most probable phrases and floors of logits, and their flat form.</summary>
/// <remarks>Cases of a decoder that cleans up spaces are not ours: the product decodes plainly. Where K is the whole vocabulary the
/// reference's floor is infinite (quirk 27); ours is 0, which <c>TextCausalLMNextHandlerTests</c> shows.</remarks>
public class PhraseVectorTests
{
    private static JsonElement Root => VectorFolder.Default.Read("06_topk_phrases");

    public static TheoryData<int> Small => Indices("small");

    public static TheoryData<int> Full => Indices("full");

    [Theory]
    [MemberData(nameof(Small))]
    public void Read_SmallVocabulary_GivesReferenceTensor(int index)
    {
        var entry = Root.GetProperty("small")[index];
        var expected = VectorFolder.Default.Array(entry.GetProperty("topk_tensor"));
        var (logits, batch, width) = VectorLogits.OfFormula(entry.GetProperty("logits").GetString()!, entry);
        var answer = Answer(entry, logits, width, batch);
        PhraseAssert.Equal(expected, answer, width);

        // The flat form drops what is -1 or less and raises ids by 2; phrases and floors come in the same order.
        var compact = VectorFolder.Default.Array(entry.GetProperty("compact")).Floats;
        var ours = ReferencePhraseForm.Encode(answer);
        Assert.Equal(compact.Length, ours.Length);
        var decoded = ReferencePhraseForm.Decode(compact, answer.TopK);
        Assert.Equal(decoded.Offsets, answer.Offsets);
        Assert.Equal(ReferencePhraseForm.Decode(ours, answer.TopK).Tokens.Order(), decoded.Tokens.Order());
    }

    [Theory]
    [MemberData(nameof(Full))]
    public void Read_FullVocabulary_GivesReferenceDigests(int index)
    {
        var entry = Root.GetProperty("full")[index];
        var (logits, batch, width) = VectorLogits.OfFormula(entry.GetProperty("logits").GetString()!, entry);
        var answer = Answer(entry, logits, width, batch);
        for (var item = 0; item < answer.Batch; item++)
        {
            AssertRow(entry.GetProperty("rows")[item], answer, item, width);
        }

        if (entry.GetProperty("rows").EnumerateArray().All(HasClearBoundary))
        {
            Assert.Equal(entry.GetProperty("compact_len").GetInt32(), ReferencePhraseForm.Encode(answer).Length);
        }
    }

    private static void AssertRow(JsonElement row, PhraseDistributions answer, int item, int width)
    {
        var mass = row.GetProperty("mass").GetDouble();
        Assert.Equal(mass, answer.ProbabilitiesOf(item).ToArray().Sum(p => (double)p), mass * PhraseAssert.Tolerance);
        PhraseAssert.Floor(row.GetProperty("floor").GetDouble(), answer.Floors[item], width - answer.TopK);
        var top = row.GetProperty("top20_prob").EnumerateArray().Select(p => p.GetDouble()).ToArray();
        for (var rank = 0; rank < top.Length; rank++)
        {
            Assert.Equal(top[rank], answer.ProbabilitiesOf(item)[rank], top[rank] * PhraseAssert.Tolerance);
            if (IsApart(top, rank))
            {
                Assert.Equal(VectorJson.Ints(row.GetProperty("top20_phrase")[rank]), answer.Phrase(item, rank).ToArray());
            }
        }

        if (HasClearBoundary(row))
        {
            var tokens = Enumerable.Range(0, answer.TopK).SelectMany(rank => answer.Phrase(item, rank).ToArray()).ToArray();
            Assert.Equal(row.GetProperty("tokens_in_phrases").GetInt32(), tokens.Length);
            Assert.Equal(row.GetProperty("sum_of_std_tokens").GetInt64(), tokens.Sum(token => (long)token));
        }
    }

    /// <summary>Whether the K-th and the next differ by more than the reference's own error, so that the same K are listed.</summary>
    private static bool HasClearBoundary(JsonElement row) => row.GetProperty("boundary_rel_gap").GetDouble() > 1e-5;

    private static bool IsApart(double[] top, int rank) =>
        (rank == 0 || top[rank - 1] - top[rank] > 1e-5 * top[rank]) && rank + 1 < top.Length && top[rank] - top[rank + 1] > 1e-5 * top[rank];

    private static PhraseDistributions Answer(JsonElement entry, float[] logits, int width, int batch)
    {
        var standard = entry.TryGetProperty("std", out var name) ? VectorTokenizers.Get(name.GetString()!) : StandardTokenizer.Instance;
        var table = PhraseTable.Build(VectorTokenizers.Get(entry.GetProperty("server").GetString()!), standard);
        return Phrases.Of(
            new FormulaOutput(logits, 1, width, [.. Enumerable.Repeat(1, batch)]), entry.GetProperty("topk").GetInt32(), table);
    }

    private static TheoryData<int> Indices(string set) => [.. Enumerable.Range(0, Root.GetProperty(set).GetArrayLength())
        .Where(index => !Root.GetProperty(set)[index].GetProperty("cleanup").GetBoolean())];
}
