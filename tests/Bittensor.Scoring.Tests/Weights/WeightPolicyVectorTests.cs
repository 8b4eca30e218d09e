using System.Text.Json;
using Bittensor.Testing.Vectors;

namespace Bittensor.Scoring.Tests;

/// <summary>Results of calculate_weights and normalize_max_weight, run by the reference in float32.</summary>
public class WeightPolicyVectorTests
{
    private const double Tolerance = 1e-6;

    private static readonly JsonElement Vectors = VectorFolder.Default.Read("09_stats_weights");

    public static TheoryData<string> Names => [.. Vectors.GetProperty("calculate_weights").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void FromScores_ReferenceCase_MatchesUidsAndWeights(string name)
    {
        var vector = Vectors.GetProperty("calculate_weights").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var scores = vector.GetProperty("values").EnumerateObject().Select(axon => (int.Parse(axon.Name), VectorArray.Number(axon.Value)));
        var configured = vector.GetProperty("config_exclude_quantile").GetDouble();
        var options = new WeightOptions
        {
            ExcludeQuantile = configured < 0 ? vector.GetProperty("chain_exclude_quantile").GetDouble() : configured,
            MinimumNumber = vector.GetProperty("min_allowed_weights").GetInt32(),
            MaximumWeight = vector.GetProperty("max_weight_limit").GetDouble(),
        };

        var weights = WeightPolicy.FromScores(scores, options);

        Assert.Equal(vector.GetProperty("uids").EnumerateArray().Select(uid => uid.GetInt32()), weights.Select(axon => axon.Uid));
        Assert.All(vector.GetProperty("weights").EnumerateArray().Zip(weights), pair => Assert.Equal(pair.First.GetDouble(), pair.Second.Weight, Tolerance));
    }

    [Fact]
    public void Normalize_ReferenceCases_Match() => Assert.All(Vectors.GetProperty("normalize_max_weight").EnumerateArray(), vector =>
    {
        var weights = WeightPolicy.Normalize(Numbers(vector.GetProperty("x")), vector.GetProperty("limit").GetDouble());

        Assert.All(Numbers(vector.GetProperty("y")).Zip(weights), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    });

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(VectorArray.Number)];
}
