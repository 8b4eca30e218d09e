using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring.Statistics;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class MovingAverageTests
{
    [Fact]
    public void Next_NoValueYet_StartsAtTheFirst() => Assert.Equal(5, MovingAverage.Next(null, 5, 0.1));

    [Property]
    public bool Next_AnyValue_MovesATenthOfTheWay(short average, short value) =>
        Math.Abs(MovingAverage.Next(average, value, 0.1) - (average + (0.1 * (value - average)))) < 1e-9;

    [Fact] // v3.5.0: the plain series of a key skips silence, the one with an exclamation mark starts at 0 and takes it for 0
    public void Next_ReferenceSteps_MatchPlainAndZeroingSeries()
    {
        var run = VectorFolder.Default.Read("09_stats_weights").GetProperty("neuron_stats_update");
        var (alpha, key) = (run.GetProperty("alpha").GetDouble(), run.GetProperty("synapse_keys")[0].GetString()!);
        var (plain, zeroing) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        foreach (var step in run.GetProperty("steps").EnumerateArray())
        {
            foreach (var axon in step.GetProperty("in").EnumerateObject())
            {
                var value = Find(axon.Value, key);
                zeroing[axon.Name] = MovingAverage.Next(zeroing.GetValueOrDefault(axon.Name), value ?? 0, alpha);
                if (value is { } found)
                {
                    plain[axon.Name] = MovingAverage.Next(plain.TryGetValue(axon.Name, out var average) ? average : null, found, alpha);
                }
            }

            Assert.All(zeroing, axon => Assert.Equal(After(step, axon.Key, key + "!")!.Value, axon.Value, 1e-12));
            Assert.All(plain, axon => Assert.Equal(After(step, axon.Key, key)!.Value, axon.Value, 1e-12 * axon.Value));
        }
    }

    private static double? After(JsonElement step, string axon, string key) => Find(step.GetProperty("neuron_stats_after").GetProperty(axon), key);

    private static double? Find(JsonElement axon, string key) =>
        axon.TryGetProperty(key, out var value) && !double.IsNaN(VectorArray.Number(value)) ? VectorArray.Number(value) : null;
}
