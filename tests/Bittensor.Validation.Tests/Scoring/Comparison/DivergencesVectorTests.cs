using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Validation.Tests;

/// <summary>Results of logits_divergence of v3.7.0, run by the reference in float32.</summary>
public class DivergencesVectorTests
{
    public static TheoryData<string> Names => [.. NextRound.Read("11_v370").Select(round => round.Name)];

    [Theory] // a server with an empty phrase drops out of the reference's comparison; left out here too, so that the rest compare
    [MemberData(nameof(Names))]
    public void Of_ReferenceRounds_MatchDistancesAndExcesses(string name)
    {
        var round = NextRound.Read("11_v370").Single(round => round.Name == name);
        var axons = round.Axons.Where(axon => axon.Stats.TryGetProperty("logits_divergence_nxt", out _)).ToArray();

        var found = Divergences.Of([.. axons.Select(axon => FirstTokens.Of(axon.Answer!))]);

        Assert.Equal(axons.Length, found.Length);
        Assert.All(axons.Zip(found), pair =>
        {
            Assert.Equal(pair.First.Stats.GetProperty("logits_divergence_nxt").GetDouble(), pair.Second.Distance, 1e-5);
            Assert.Equal(ExcessOf(pair.First.Stats), pair.Second.Excess, 1e-3);
        });
    }

    /// <summary>NaN where a single server leaves the deviation undefined: right is 0.</summary>
    private static double ExcessOf(JsonElement stats)
    {
        var excess = VectorArray.Number(stats.GetProperty("logits_excess_nxt"));
        return double.IsNaN(excess) ? 0 : excess;
    }
}
