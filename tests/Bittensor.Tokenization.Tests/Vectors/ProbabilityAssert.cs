using System.Text.Json;
using Bittensor.Testing.Vectors;

namespace Bittensor.Tokenization.Tests.Vectors;

/// <summary>Compares probabilities with the tolerance of the vectors' README for translated ones.</summary>
internal static class ProbabilityAssert
{
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Equal(expected[i], actual[i], $"column {i}");
        }
    }

    public static void EqualDigest(JsonElement digest, int row, ReadOnlySpan<float> actual, VectorFormulas formulas)
    {
        var expected = digest.GetProperty("rows")[row];
        foreach (var (id, value) in Pairs(expected, "top_id", "top_val").Concat(Samples(digest, expected)))
        {
            Equal(value, actual[id], $"row {row}, id {id}");
        }

        var (sum, squares, weighted, entropy) = (0.0, 0.0, 0.0, 0.0);
        for (var id = 0; id < actual.Length; id++)
        {
            double p = actual[id];
            sum += p;
            squares += p * p;
            weighted += p * formulas.Uniform(digest.GetProperty("digest_seed").GetInt64(), id);
            entropy -= p > 0 ? p * Math.Log(p) : 0;
        }

        Assert.Equal(expected.GetProperty("sum").GetDouble(), sum, 1e-4);
        Assert.Equal(expected.GetProperty("sumsq").GetDouble(), squares, 1e-4);
        Assert.Equal(expected.GetProperty("wsum").GetDouble(), weighted, 1e-4);
        Assert.Equal(expected.GetProperty("entropy").GetDouble(), entropy, 2e-3);
    }

    private static void Equal(double expected, double actual, string where) =>
        Assert.True(Math.Abs(expected - actual) <= 2e-6 + (3e-4 * expected), $"{where}: expected {expected}, found {actual}");

    private static IEnumerable<(int Id, double Value)> Pairs(JsonElement row, string ids, string values) =>
        VectorJson.Ints(row.GetProperty(ids)).Zip(row.GetProperty(values).EnumerateArray().Select(VectorArray.Number));

    private static IEnumerable<(int Id, double Value)> Samples(JsonElement digest, JsonElement row) =>
        VectorJson.Ints(digest.GetProperty("sample_id")).Zip(row.GetProperty("sample_val").EnumerateArray().Select(VectorArray.Number));
}
