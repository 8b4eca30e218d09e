using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Tests;

/// <summary>Results of shapley_synergy, run by the reference in float32.</summary>
public class PairwiseSynergyVectorTests
{
    public static TheoryData<string> CausalNames => [.. CausalRound.Names];

    public static TheoryData<string, string> NextNames
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var file in new[] { "08_validator", "11_v370" })
            {
                foreach (var round in NextRound.Read(file))
                {
                    names.Add(file, round.Name);
                }
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(NextNames))]
    public void Shares_NextRounds_MatchReference(string file, string name)
    {
        var round = NextRound.Read(file).Single(round => round.Name == name);

        var shares = Shares(round.Losses(), round.Number("synergy_scaling_law_power"));

        Assert.All(round.Axons.Zip(shares), pair => AssertClose(pair.First.Stats.GetProperty("synergy_nxt"), pair.Second, 2e-4));
    }

    [Theory] // over all visible positions, and over the held-back tokens
    [MemberData(nameof(CausalNames))]
    public void Shares_CausalRounds_MatchReference(string name)
    {
        var round = CausalRound.Get(name);
        var power = round.Number("synergy_scaling_law_power");
        var tolerance = round.IsWire ? 1e-2 : 2e-4; // the wire's losses agree to 1e-3, which the law raises to a power of 8

        Assert.All(round.Axons.Zip(Shares(round.Losses(heldBack: false), power)), pair => AssertClose(pair.First.Stats.GetProperty("synergy"), pair.Second, tolerance));
        Assert.All(round.Axons.Zip(Shares(round.Losses(heldBack: true), power)), pair => AssertClose(pair.First.Stats.GetProperty("synergy_val"), pair.Second, tolerance));
    }

    [Theory]
    [MemberData(nameof(CausalNames))]
    public void ScorePlusShare_CausalRounds_IsShapleyValueOfReference(string name)
    {
        var round = CausalRound.Get(name);
        var law = new ScalingLaw(Power: round.Number("scaling_law_power"));
        var shares = Shares(round.Losses(heldBack: false), round.Number("synergy_scaling_law_power"));

        Assert.All(round.Axons.Zip(shares), pair => AssertClose(
            pair.First.Stats.GetProperty("shapley_values"),
            law.ToScore(CausalLMLoss.PerTask(pair.First.Answer, round.Tokens).Mean.Loss) + pair.Second,
            round.IsWire ? 1e-2 : 3e-4));
    }

    private static double[] Shares(double[][] losses, double power) => PairwiseSynergy.Shares(new(losses), new(Power: power));

    /// <summary>A difference of large float32 numbers: relative, or a hundredth.</summary>
    private static void AssertClose(JsonElement expected, double actual, double tolerance)
    {
        var value = VectorArray.Number(expected);
        Assert.Equal(value, actual, Math.Max(0.01, tolerance * Math.Abs(value)));
    }
}
