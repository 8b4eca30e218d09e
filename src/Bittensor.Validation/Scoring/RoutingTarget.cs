namespace Bittensor.Validation.Scoring;

/// <summary>What a client may use to prefer one axon to another.</summary>
public static class RoutingTarget
{
    /// <summary>exp(-max(loss - floor, 0)).</summary>
    /// <param name="loss">Mean cross-entropy, in nats per token.</param>
    /// <param name="lossFloor">Loss of a perfect model, in nats per token.</param>
    /// <returns>In (0,1]; 1 is best.</returns>
    public static double FromLoss(double loss, double lossFloor = 1.69) => Math.Exp(-Math.Max(loss - lossFloor, 0));
}
