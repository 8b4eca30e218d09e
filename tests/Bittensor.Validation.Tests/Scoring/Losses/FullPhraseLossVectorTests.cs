using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Tests;

/// <summary>Results of phrase_cross_entropy over whole answers, run by the reference: the K most probable of a large vocabulary.</summary>
/// <remarks>Cases of a decoder that cleans up spaces are not ours: the product decodes plainly.</remarks>
public class FullPhraseLossVectorTests
{
    private static readonly JsonElement Cases = VectorFolder.Default.Read("07_phrase_cross_entropy").GetProperty("full");

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.GetArrayLength()).Where(index => !Cases[index].GetProperty("cleanup").GetBoolean())];

    [Theory] // 2e-4 relative: what the vectors' README gives for answers of this size
    [MemberData(nameof(Indices))]
    public void Measure_WholeAnswer_MatchesReferenceLosses(int index)
    {
        var vector = Cases[index];
        var (logits, batch, width) = VectorLogits.OfFormula(vector.GetProperty("logits").GetString()!, vector);
        var table = PhraseTable.Build(VectorTokenizers.Get(vector.GetProperty("server").GetString()!), StandardTokenizer.Instance);
        var topK = vector.GetProperty("topk").GetInt32();
        var answer = Phrases.Of([.. logits.Chunk(width).Select(row => Item(row, topK, table))]);
        for (var item = 0; item < batch; item++)
        {
            var target = VectorJson.Ints(vector.GetProperty("targets")[item]);
            var losses = PhraseLoss.Measure(answer, item, target, vector.GetProperty("topk_tensor_shape")[2].GetInt32() - 1);
            AssertClose(vector.GetProperty("loss")[item].GetDouble(), losses.Loss);
            AssertClose(vector.GetProperty("loss_val")[item].GetDouble(), losses.LossVal);
        }
    }

    private static (float Floor, (float Probability, int[] Tokens)[] Phrases) Item(float[] logits, int topK, PhraseTable table)
    {
        var probabilities = new float[logits.Length];
        VectorLogits.Softmax(logits, probabilities);
        var listed = probabilities.Index().OrderByDescending(pair => pair.Item).Take(topK).ToArray();
        var floor = (1 - listed.Sum(pair => (double)pair.Item)) / (logits.Length - topK);
        return ((float)floor, [.. listed.Select(pair => (pair.Item, table[pair.Index].ToArray()))]);
    }

    private static void AssertClose(double expected, double actual) => Assert.Equal(expected, actual, 2e-4 * expected);
}
