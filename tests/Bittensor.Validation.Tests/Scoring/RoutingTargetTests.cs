using Bittensor.Validation.Scoring;

namespace Bittensor.Validation.Tests;

public class RoutingTargetTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(1.69, 1)]
    [InlineData(2.69, 0.36787944117)]
    public void FromLoss_Loss_MatchesFormula(double loss, double expected) =>
        Assert.Equal(expected, RoutingTarget.FromLoss(loss), 1e-9);
}
