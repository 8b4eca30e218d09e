using System.Text.Json;
using Bittensor.Axon.Handlers.Text;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire.Reference;
using Bittensor.Testing.Vectors;

namespace Bittensor.Axon.Tests.Vectors;

/// <summary>05_causallm: the K most probable tokens of logits, their flat form, and what is left for the others.</summary>
/// <remarks>Gradients, which the reference also sends, are not part of this protocol.</remarks>
public class CausalLMVectorTests
{
    /// <summary>Relative error of a probability of a float32 softmax.</summary>
    private const double Tolerance = 5e-5;

    private static JsonElement Root => VectorFolder.Default.Read("05_causallm");

    public static TheoryData<int> Small => [.. Enumerable.Range(0, Root.GetProperty("small").GetArrayLength())
        .Where(index => Root.GetProperty("small")[index].TryGetProperty("logits", out _))];

    public static TheoryData<int> Full => [.. Enumerable.Range(0, Root.GetProperty("full").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Small))]
    public void SetLogits_SmallVocabulary_GivesReferenceMessage(int index)
    {
        var entry = Root.GetProperty("small")[index];
        var (vocabulary, topK) = (entry.GetProperty("vocab_size").GetInt32(), entry.GetProperty("topk").GetInt32());
        var answer = Answer(VectorFolder.Default.Array(entry.GetProperty("logits")).Floats, vocabulary, topK);
        var expected = ReferenceTopKForm.Decode(VectorFolder.Default.Array(entry.GetProperty("encoded")).Floats, topK, vocabulary);
        Assert.Equal(expected.Rows, answer.Rows);
        for (var row = 0; row < answer.Rows; row++)
        {
            Assert.All(Enumerable.Range(0, topK), rank => Assert.Equal(
                expected.ProbabilitiesOf(row)[rank], answer.ProbabilitiesOf(row)[rank], expected.ProbabilitiesOf(row)[rank] * Tolerance));
            AssertIds(expected, answer, row);
        }
    }

    [Theory]
    [MemberData(nameof(Full))]
    public void SetLogits_FullVocabulary_GivesReferenceDigests(int index)
    {
        var entry = Root.GetProperty("full")[index];
        var shape = VectorJson.Ints(entry.GetProperty("shape"));
        var answer = Answer(Logits(entry, shape), shape[^1], entry.GetProperty("topk").GetInt32());
        var others = Root.GetProperty("vocab_size_constant").GetInt32() - answer.TopK; // quirk 2: one token more than there are
        foreach (var (row, expected) in entry.GetProperty("rows").EnumerateArray().Index())
        {
            var probabilities = answer.ProbabilitiesOf(row).ToArray();
            var mass = expected.GetProperty("mass").GetDouble();
            Assert.Equal(mass, probabilities.Sum(p => (double)p), mass * Tolerance);
            Assert.Equal(expected.GetProperty("last_val").GetDouble(), probabilities[^1], probabilities[^1] * Tolerance);
            AssertTop(expected, answer, row);
            if (!expected.GetProperty("ill_conditioned").GetBoolean())
            {
                var missing = 1 - probabilities.Sum(p => (double)p);
                Assert.Equal(expected.GetProperty("floor_logit").GetDouble(), Math.Log(missing / others), 3e-5 / (1 - mass));
            }
        }
    }

    private static void AssertTop(JsonElement expected, TopKDistributions answer, int row)
    {
        var (ids, values) = (VectorJson.Ints(expected.GetProperty("top20_id")), expected.GetProperty("top20_val"));
        for (var rank = 0; rank < ids.Length; rank++)
        {
            var value = VectorArray.Number(values[rank]);
            Assert.Equal(value, answer.ProbabilitiesOf(row)[rank], value * Tolerance);
            var isApart = (rank == 0 || VectorArray.Number(values[rank - 1]) - value > 1e-5 * value)
                && rank + 1 < ids.Length && value - VectorArray.Number(values[rank + 1]) > 1e-5 * value;
            Assert.True(!isApart || ids[rank] == answer.IdsOf(row)[rank], $"row {row}, rank {rank}");
        }
    }

    /// <summary>The same tokens in the same order, where values are not so near that their order is chance.</summary>
    private static void AssertIds(TopKDistributions expected, TopKDistributions answer, int row)
    {
        var values = expected.ProbabilitiesOf(row);
        for (var rank = 0; rank + 1 < values.Length; rank++)
        {
            var isApart = (rank == 0 || values[rank - 1] - values[rank] > 1e-5 * values[rank]) && values[rank] - values[rank + 1] > 1e-5 * values[rank];
            Assert.True(!isApart || expected.IdsOf(row)[rank] == answer.IdsOf(row)[rank], $"row {row}, rank {rank}");
        }

        Assert.Equal(values.Length, answer.IdsOf(row).ToArray().Distinct().Count());
    }

    private static TopKDistributions Answer(float[] logits, int vocabulary, int topK)
    {
        var answer = new TopKAnswer(logits.Length / vocabulary, topK, vocabulary);
        for (var row = 0; row < answer.Rows; row++)
        {
            answer.SetLogits(row, logits.AsSpan(row * vocabulary, vocabulary));
        }

        return answer.ToDistributions();
    }

    /// <summary>The favoured column of each row comes from the seed that the text of <c>target</c> names.</summary>
    private static float[] Logits(JsonElement entry, int[] shape)
    {
        var text = entry.GetProperty("target").GetString()!;
        var from = text.IndexOf("seed=", StringComparison.Ordinal) + 5;
        var seed = long.Parse(text[from..text.IndexOf(',', from)], System.Globalization.CultureInfo.InvariantCulture);
        var formulas = VectorFolder.Default.Formulas;
        var rows = shape[0] * shape[1];
        return formulas.Logits(
            entry.GetProperty("seed").GetInt64(), rows, shape[2], formulas.Ints(seed, rows, shape[2]), entry.GetProperty("bonus_scale").GetDouble());
    }
}
