using System.Text.Json;
using Bittensor.Protocol;
using Bittensor.Testing.Vectors;

namespace Bittensor.Scoring.Tests;

/// <summary>Results of calc_loss_fct and textcausallm, run by the reference.</summary>
public class CausalLMLossVectorTests
{
    private static readonly JsonElement Vectors = VectorFolder.Default.Read("08_validator");
    private static readonly VectorFormulas Formulas = VectorFolder.Default.Formulas;

    public static TheoryData<string> Regular =>
        [.. Vectors.GetProperty("textcausallm").EnumerateArray().Where(IsRegular).Select(c => c.GetProperty("name").GetString()!)];

    [Fact] // the loss over rows that each predict their own target
    public void TokenLoss_CalcLossFct_MatchesMean()
    {
        var vector = Vectors.GetProperty("calc_loss_fct");
        var answer = Softmax(Formulas.Logits(800, 2 * 7 * 33), 33);
        int[] targets = [.. vector.GetProperty("targets").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(token => token.GetInt32())];
        var losses = targets.Select((target, row) => CausalLMLoss.TokenLoss(answer, row, target));

        Assert.Equal(vector.GetProperty("loss").GetDouble(), losses.Average(), 2e-5);
    }

    [Theory]
    [MemberData(nameof(Regular))]
    public void Mean_ReferenceEndpoints_MatchTheirLosses(string name)
    {
        var vector = Vectors.GetProperty("textcausallm").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        int Number(string property) => vector.GetProperty(property).GetInt32();
        var (batch, length, vocabulary, seed) = (Number("B"), Number("S"), Number("V"), Number("seed"));
        var tokens = Formulas.Ints(seed, batch * (length + Number("validation_len")), vocabulary).Chunk(length + Number("validation_len")).ToArray();
        int[] next = [.. tokens.SelectMany(row => row[1..(length + 1)])];
        var wire = vector.GetProperty("responses").GetString()!.Contains("topk=512", StringComparison.Ordinal);
        for (var endpoint = 0; endpoint < Number("endpoints"); endpoint++)
        {
            var bonus = vector.GetProperty("bonus")[0].GetDouble() + (vector.GetProperty("bonus")[1].GetDouble() * endpoint);
            var answer = Softmax(Formulas.Logits(seed + 1 + endpoint, batch * length, vocabulary, next, bonus), vocabulary);
            answer = wire ? Top512(answer) : answer;
            var stats = vector.GetProperty("stats").GetProperty(vector.GetProperty("uids")[endpoint].GetRawText());

            var losses = CausalLMLoss.Mean(answer, tokens);

            // Through the wire the reference's floor is a float32 difference: 1e-3 is what its own recomputation agrees to.
            Assert.Equal(stats.GetProperty("loss").GetDouble(), losses.Loss, wire ? 1e-3 : 2e-5);
            Assert.Equal(stats.GetProperty("loss_val").GetDouble(), losses.LossVal, wire ? 1e-3 : 2e-5);
        }
    }

    private static bool IsRegular(JsonElement vector) =>
        vector.GetProperty("responses").ValueKind == JsonValueKind.String
        && vector.GetProperty("responses").GetString()!.StartsWith("endpoint e: logits(seed+1+e", StringComparison.Ordinal)
        && vector.GetProperty("stats").EnumerateObject().All(axon => axon.Value.TryGetProperty("loss", out _));

    /// <summary>What the wire keeps; the reference decodes it into a vocabulary that has one token more than GPT-2.</summary>
    private static TopKDistributions Top512(TopKDistributions full)
    {
        int[][] kept = [.. full.Probabilities.Chunk(full.TopK).Select(row => row.Index().OrderByDescending(p => p.Item).Take(512).Select(p => p.Index).ToArray())];
        return new(full.Rows, 512, full.VocabularySize + 1, [.. kept.SelectMany(ids => ids)], [.. kept.SelectMany((ids, row) => ids.Select(id => full.ProbabilitiesOf(row)[id]))]);
    }

    private static TopKDistributions Softmax(float[] logits, int vocabulary)
    {
        var rows = logits.Length / vocabulary;
        var probabilities = logits.Chunk(vocabulary).SelectMany(row =>
        {
            var sum = row.Sum(logit => Math.Exp(logit));
            return row.Select(logit => (float)(Math.Exp(logit) / sum));
        });
        int[] ids = [.. Enumerable.Range(0, rows).SelectMany(_ => Enumerable.Range(0, vocabulary))];
        return new(rows, vocabulary, vocabulary, ids, [.. probabilities]);
    }
}
