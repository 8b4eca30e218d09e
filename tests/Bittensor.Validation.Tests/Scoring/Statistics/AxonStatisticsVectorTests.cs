using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Policies;
using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Validation.Tests;

/// <summary>Results of neuron_stats_update of v3.7.0, which computes the scaling law on the moving average of the loss.</summary>
public class AxonStatisticsVectorTests
{
    private static readonly JsonElement Runs = VectorFolder.Default.Read("11_v370").GetProperty("neuron_stats_update");

    public static TheoryData<int> RunNumbers => [.. Enumerable.Range(0, Runs.GetArrayLength())];

    [Theory]
    [MemberData(nameof(RunNumbers))]
    public void Next_ReferenceSteps_MatchAllSeries(int number)
    {
        var run = Runs[number];
        var options = new ScoringOptions
        {
            Alpha = run.GetProperty("alpha").GetDouble(),
            Power = run.GetProperty("scaling_law_power").GetDouble(),
            Policy = ScoringPolicy.WithSynergy,
            Divergence = true,
            DivergencePenalty = run.GetProperty("logits_divergence").GetDouble(),
        };
        var (axons, compared) = (new Dictionary<string, AxonStatistics>(), 0);
        foreach (var step in run.GetProperty("steps").EnumerateArray())
        {
            foreach (var axon in step.GetProperty("in").EnumerateObject().Where(axon => !IsLossNaN(axon.Value)))
            {
                axons[axon.Name] = axons.GetValueOrDefault(axon.Name, AxonStatistics.New(axon.Name))
                    .Next(MeasuresOf(axon.Value), options, TermsOf(axon.Value));
                compared += Compare(step.GetProperty("neuron_stats_after").GetProperty(axon.Name), axons[axon.Name]);
            }
        }

        Assert.True(compared > 1, $"Only {compared} rows had a loss.");
    }

    /// <summary>The reference takes a NaN for an answer that left its loss as it was. Here a loss that is NaN counts as 20
    /// before it gets so far: there is no such step.</summary>
    private static bool IsLossNaN(JsonElement axon) => axon.TryGetProperty("loss_nxt", out var loss) && double.IsNaN(VectorArray.Number(loss));

    private static AxonMeasures? MeasuresOf(JsonElement axon) =>
        axon.TryGetProperty("loss_nxt", out var loss) ? new(new(VectorArray.Number(loss), 0), null, 1) : null;

    private static GroupTerms TermsOf(JsonElement axon) => new(Synergy: Find(axon, "synergy_nxt"), Excess: Find(axon, "logits_excess_nxt"));

    private static double? Find(JsonElement axon, string property) =>
        axon.TryGetProperty(property, out var value) && !double.IsNaN(VectorArray.Number(value)) ? VectorArray.Number(value) : null;

    private static int Compare(JsonElement expected, AxonStatistics actual)
    {
        Assert.Equal(Find(expected, "loss_nxt"), actual.Loss);
        Assert.Equal(Find(expected, "synergy_nxt"), actual.Group.Synergy);
        Assert.Equal(Find(expected, "logits_excess_nxt"), actual.Group.Excess);
        AssertRatio(expected.GetProperty("shapley_values_nxt!").GetDouble(), actual.ZeroingScore);
        if (actual.Score is not { } score)
        {
            return 0;
        }

        AssertRatio(expected.GetProperty("shapley_values_nxt").GetDouble(), score);
        return 1;
    }

    /// <summary>The scaling law is float32 there.</summary>
    private static void AssertRatio(double expected, double actual) => Assert.Equal(expected, actual, 2e-5 * Math.Abs(expected));
}
