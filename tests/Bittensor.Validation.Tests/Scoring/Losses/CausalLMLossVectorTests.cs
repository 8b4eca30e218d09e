using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Tests;

/// <summary>Results of calc_loss_fct and textcausallm, run by the reference.</summary>
public class CausalLMLossVectorTests
{
    public static TheoryData<string> Regular => [.. CausalRound.Names];

    [Fact] // the loss over rows that each predict their own target
    public void TokenLoss_CalcLossFct_MatchesMean()
    {
        var vector = VectorFolder.Default.Read("08_validator").GetProperty("calc_loss_fct");
        var answer = CausalRound.Softmax(VectorFolder.Default.Formulas.Logits(800, 2 * 7 * 33), 33);
        int[] targets = [.. vector.GetProperty("targets").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(token => token.GetInt32())];
        var losses = targets.Select((target, row) => CausalLMLoss.TokenLoss(answer, row, target));

        Assert.Equal(vector.GetProperty("loss").GetDouble(), losses.Average(), 2e-5);
    }

    [Theory] // shapley_base of v3.5.0 computes the scaling law on the loss of the round
    [MemberData(nameof(Regular))]
    public void PerTask_ReferenceEndpoints_MatchTheirLossesAndBase(string name)
    {
        var round = CausalRound.Get(name);
        var law = new ScalingLaw(Power: round.Number("scaling_law_power"));
        Assert.All(round.Axons, axon =>
        {
            var losses = CausalLMLoss.PerTask(axon.Answer, round.Tokens).Mean;

            // Through the wire the reference's floor is a float32 difference: 1e-3 is what its own recomputation agrees to.
            var tolerance = round.IsWire ? 1e-3 : 2e-5;
            double Expected(string property) => axon.Stats.GetProperty(property).GetDouble();
            Assert.Equal(Expected("loss"), losses.Loss, tolerance);
            Assert.Equal(Expected("loss_val"), losses.LossVal, tolerance);
            Assert.Equal(Expected("routing_score_target"), RoutingTarget.FromLoss(losses.Loss), tolerance);
            AssertRatio(Expected("est_params"), law.ToParameters(losses.Loss), 14 * tolerance);
            AssertRatio(Expected("est_params_val"), law.ToParameters(losses.LossVal), 14 * tolerance);
            AssertRatio(Expected("base_params"), law.ToScore(losses.Loss), 14 * tolerance);
            AssertRatio(Expected("base_params_val"), law.ToScore(losses.LossVal), 14 * tolerance);
        });
    }

    private static void AssertRatio(double expected, double actual, double tolerance) =>
        Assert.InRange(actual / expected, 1 - tolerance, 1 + tolerance);
}
