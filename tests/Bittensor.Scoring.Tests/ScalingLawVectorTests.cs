using System.Text.Json;
using Bittensor.Testing.Vectors;

namespace Bittensor.Scoring.Tests;

/// <summary>Results of scaling_law_loss_to_params and textcausallmnext, run by the reference in float32.</summary>
public class ScalingLawVectorTests
{
    private static readonly JsonElement Vectors = VectorFolder.Default.Read("08_validator");

    [Theory]
    [InlineData("pow_0.3", 0.3)]
    [InlineData("pow_0.5", 0.5)]
    [InlineData("pow_1.0", 1)]
    public void ToScore_ReferenceLosses_MatchWithinRelative2E5(string property, double power)
    {
        var vector = Vectors.GetProperty("scaling_law");
        var losses = vector.GetProperty("loss").EnumerateArray().Select(VectorArray.Number).ToArray();
        var expected = vector.GetProperty(property).EnumerateArray().Select(VectorArray.Number).ToArray();

        Assert.All(losses.Zip(expected).Where(pair => double.IsFinite(pair.First)), pair =>
            Assert.InRange(new ScalingLaw(Power: power).ToScore(pair.First) / pair.Second, 1 - 2e-5, 1 + 2e-5));
    }

    public static TheoryData<string> NextNames => [.. Vectors.GetProperty("textcausallmnext").EnumerateArray()
        .Where(c => c.GetProperty("responses").ValueKind == JsonValueKind.Array
            && c.GetProperty("responses").EnumerateArray().All(r => r.ValueKind == JsonValueKind.Object)
            && c.GetProperty("stats").EnumerateObject().All(axon => axon.Value.TryGetProperty("loss_nxt", out _)))
        .Select(c => c.GetProperty("name").GetString()!)];

    [Theory] // from the phrases to the individual score
    [MemberData(nameof(NextNames))]
    public void Mean_ReferenceEndpoints_MatchLossAndScore(string name)
    {
        var vector = Vectors.GetProperty("textcausallmnext").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var validation = vector.GetProperty("validation_len").GetInt32();
        int[][] targets = [.. vector.GetProperty("inputs").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(token => token.GetInt32()).ToArray()[^validation..])];
        var uids = vector.GetProperty("uids").EnumerateArray().Select(uid => uid.GetRawText()).ToArray();
        foreach (var (endpoint, response) in vector.GetProperty("responses").EnumerateArray().Index())
        {
            var losses = PhraseLoss.Mean(PhraseLossVectorTests.ToPhrases(VectorFolder.Default.Array(response)), targets);
            var stats = vector.GetProperty("stats").GetProperty(uids[endpoint]);

            Assert.Equal(stats.GetProperty("loss_nxt").GetDouble(), losses.Loss, 2e-5);
            Assert.Equal(stats.GetProperty("loss_val_nxt").GetDouble(), losses.LossVal, 2e-5);
            Assert.Equal(stats.GetProperty("routing_score_target_nxt").GetDouble(), RoutingTarget.FromLoss(losses.Loss), 1e-5);
            var score = new ScalingLaw(Power: vector.GetProperty("scaling_law_power").GetDouble()).ToScore(losses.Loss);
            Assert.InRange(score / stats.GetProperty("base_params_nxt").GetDouble(), 1 - 1e-4, 1 + 1e-4);
        }
    }
}
