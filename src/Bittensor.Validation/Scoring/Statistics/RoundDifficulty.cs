namespace Bittensor.Validation.Scoring.Statistics;

/// <summary>How much harder than usual a round was.</summary>
/// <remarks>
/// An axon can tell from its own distributions which texts are hard, and keep silent on them. Its loss would be the average over
/// easy rounds, and since the score goes with the loss to the power of -6.6, that could outweigh what silence costs. So an
/// axon that does not answer counts as having lost what it usually does and as much more as the others lost.
/// </remarks>
public static class RoundDifficulty
{
    /// <summary>The median of what axons lost beyond their own averages: a few that answer badly on purpose do not move it.</summary>
    /// <param name="axons">Moving average of each axon's loss before the round, and its loss in it, in nats; nothing where there
    /// is none.</param>
    /// <returns>Nats; 0 where the round was no harder than usual, or nobody can tell.</returns>
    public static double Of(IEnumerable<(double? Average, double? Loss)> axons) => Math.Max(
        0, Medians.Of(axons.Where(axon => axon is { Average: not null, Loss: not null }).Select(axon => axon.Loss!.Value - axon.Average!.Value)) ?? 0);
}
