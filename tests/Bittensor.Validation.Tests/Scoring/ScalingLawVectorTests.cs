using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Tests;

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

    public static TheoryData<string> NextNames => [.. NextRound.Read("08_validator").Where(round => round.HasAnswers).Select(round => round.Name)];

    [Theory] // from the phrases to the individual score, as shapley_base has it
    [MemberData(nameof(NextNames))]
    public void PerTask_ReferenceEndpoints_MatchLossAndScore(string name)
    {
        var round = NextRound.Read("08_validator").Single(round => round.Name == name);
        var law = new ScalingLaw(Power: round.Number("scaling_law_power"));
        Assert.All(round.Axons, axon =>
        {
            var losses = PhraseLoss.PerTask(axon.Answer!, round.Targets).Mean;
            double Expected(string property) => axon.Stats.GetProperty(property).GetDouble();

            Assert.Equal(Expected("loss_nxt"), losses.Loss, 2e-5);
            Assert.Equal(Expected("loss_val_nxt"), losses.LossVal, 2e-5);
            Assert.Equal(Expected("routing_score_target_nxt"), RoutingTarget.FromLoss(losses.Loss), 1e-5);
            Assert.InRange(law.ToParameters(losses.Loss) / Expected("est_params_nxt"), 1 - 1e-4, 1 + 1e-4);
            Assert.InRange(law.ToScore(losses.Loss) / Expected("base_params_nxt"), 1 - 1e-4, 1 + 1e-4);
        });
    }
}
