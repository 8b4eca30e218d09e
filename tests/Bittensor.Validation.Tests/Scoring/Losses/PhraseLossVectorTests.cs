using System.Text.Json;
using Bittensor.Protocol;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Tests;

/// <summary>Results of phrase_cross_entropy, run by the reference.</summary>
public class PhraseLossVectorTests
{
    private const int NoToken = -100, DefaultVocabulary = 50257;

    /// <summary>A phrase with a gap between its tokens: nothing but the reference's dense tensor can hold one.</summary>
    private const string NotOurs = "hole inside a phrase";

    private static readonly JsonElement Cases = VectorFolder.Default.Read("07_phrase_cross_entropy").GetProperty("cases");

    public static TheoryData<string> Names => [.. Cases.EnumerateArray().Select(c => c.GetProperty("name").GetString()!).Where(name => name != NotOurs)];

    [Theory] // small cases agree to 2e-6; where the reference gives NaN, 20 is what a NaN counts as
    [MemberData(nameof(Names))]
    public void Measure_ReferenceCase_MatchesItsLosses(string name)
    {
        var vector = Cases.EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var tensor = VectorFolder.Default.Array(vector.GetProperty("topk_tensor"));
        var answer = ToPhrases(tensor);
        var vocabulary = vector.GetProperty("args").TryGetProperty("vocab_size_min", out var size) ? size.GetInt32() : DefaultVocabulary;
        for (var item = 0; item < answer.Batch; item++)
        {
            int[] target = [.. vector.GetProperty("targets")[item].EnumerateArray().Select(Round)];
            var losses = PhraseLoss.Measure(answer, item, target, tensor.Shape[2] - 1, vocabulary);

            AssertClose(vector.GetProperty("loss")[item], losses.Loss);
            AssertClose(vector.GetProperty("loss_val")[item], losses.LossVal);
        }
    }

    /// <summary>Rows are [probability, token, token, …, -100, …]; the last row of an item is its floor.</summary>
    internal static PhraseDistributions ToPhrases(VectorArray tensor)
    {
        var (batch, rows, columns) = (tensor.Shape[0], tensor.Shape[1], tensor.Shape[2]);
        return Phrases.Of([.. Enumerable.Range(0, batch).Select(item => (
            tensor.Row((item * rows) + rows - 1)[0],
            Enumerable.Range(0, rows - 1).Select(row => ToPhrase(tensor.Row((item * rows) + row)[..columns])).ToArray()))]);
    }

    private static (float Probability, int[] Tokens) ToPhrase(ReadOnlySpan<float> row)
    {
        int[] tokens = [.. row[1..].ToArray().Select(token => (int)MathF.Round(token))];
        return (row[0], [.. tokens.TakeWhile(token => token != NoToken)]);
    }

    private static int Round(JsonElement token) => (int)Math.Round(token.GetDouble());

    private static void AssertClose(JsonElement expected, double actual)
    {
        var value = VectorArray.Number(expected);
        Assert.Equal(double.IsNaN(value) ? LossMeasures.Undefined : value, actual, double.IsNaN(value) ? 0 : 2e-6 * Math.Max(1, value));
    }
}
