using System.Text.Json;
using Bittensor.Testing.Vectors;

namespace Bittensor.Scoring.Tests;

/// <summary>Results of neuron_stats_update of v3.7.0, which computes the scaling law on the moving average of the loss.</summary>
public class AxonStatisticsVectorTests
{
    private static readonly JsonElement Vectors = VectorFolder.Default.Read("11_v370").GetProperty("neuron_stats_update");

    [Fact] // synergy is left out: the individual score is what the reference calls base_params_nxt
    public void Next_ReferenceSteps_MatchLossAndBase()
    {
        var compared = 0;
        foreach (var run in Vectors.EnumerateArray())
        {
            var options = new ScoringOptions { Alpha = run.GetProperty("alpha").GetDouble(), Power = run.GetProperty("scaling_law_power").GetDouble() };
            var axons = new Dictionary<string, AxonStatistics>();
            foreach (var step in run.GetProperty("steps").EnumerateArray())
            {
                foreach (var uid in step.GetProperty("queried_uids").EnumerateArray().Select(uid => uid.GetRawText()))
                {
                    axons[uid] = axons.GetValueOrDefault(uid, AxonStatistics.New(uid)).Next(MeasuresOf(step.GetProperty("in"), uid), options);
                    compared += Compare(step.GetProperty("neuron_stats_after").GetProperty(uid), axons[uid]);
                }
            }
        }

        Assert.True(compared > 5, $"Only {compared} rows had a loss.");
    }

    private static AxonMeasures? MeasuresOf(JsonElement input, string uid) =>
        input.TryGetProperty(uid, out var axon) && axon.TryGetProperty("loss_nxt", out var loss) && double.IsFinite(VectorArray.Number(loss))
            ? new(new(VectorArray.Number(loss), 0), null, 1)
            : null;

    private static int Compare(JsonElement expected, AxonStatistics actual)
    {
        if (!expected.TryGetProperty("loss_nxt", out var loss) || actual.Loss is null)
        {
            return 0;
        }

        Assert.Equal(VectorArray.Number(loss), actual.Loss.Value, 1e-9);
        Assert.InRange(actual.Score!.Value / expected.GetProperty("base_params_nxt").GetDouble(), 1 - 2e-5, 1 + 2e-5);
        return 1;
    }
}
