using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Weights;

namespace Bittensor.Validation.Tests;

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

    [Fact] // v3.7.0 emits parts of a sum of 65535, cut to integers; here the largest is 65535: the same proportions
    public void ToUInt16_ReferenceEmits_HaveTheSameProportions() =>
        Assert.All(VectorFolder.Default.Read("11_v370").GetProperty("emit_u16").EnumerateArray(), vector =>
        {
            var emitted = WeightPolicy.ToUInt16(Numbers(vector.GetProperty("weights")));
            var expected = new double[emitted.Length];
            foreach (var (uid, value) in Numbers(vector.GetProperty("out")[0]).Zip(Numbers(vector.GetProperty("out")[1])))
            {
                expected[(int)uid] = value;
            }

            Assert.All(expected.Zip(emitted), pair => Assert.Equal(pair.First / expected.Max(), pair.Second / 65535d, 2 / expected.Max()));
        });

    [Fact] // v3.5.0 emits parts of a sum of 2^32 - 1 and gives the rest to the last uid, which is left out
    public void FromScores_ReferenceEmitsU32_HaveTheSameProportions() =>
        Assert.All(Vectors.GetProperty("calculate_weights").EnumerateArray().Where(c => c.GetProperty("uids").GetArrayLength() > 2), vector =>
        {
            var uids = Numbers(vector.GetProperty("uids"));
            var emitted = WeightPolicy.ToUInt16(Numbers(vector.GetProperty("weights")));
            var expected = Numbers(vector.GetProperty("emit_u32")[0]).Zip(Numbers(vector.GetProperty("emit_u32")[1])).ToDictionary();
            var largest = emitted[..^1].Max();
            var scale = expected.Where(axon => axon.Key != uids[^1]).Max(axon => axon.Value);

            Assert.All(uids[..^1].Zip(emitted), pair => Assert.Equal(expected.GetValueOrDefault(pair.First) / scale, pair.Second / (double)largest, 1d / largest));
        });

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(VectorArray.Number)];
}
