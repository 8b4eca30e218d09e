namespace Bittensor.LocalNetwork.SimulatedAxons.Answers;

/// <summary>Normally distributed numbers.</summary>
internal static class Gaussian
{
    /// <summary>A number of mean 0 and standard deviation 1, by the Box-Muller transform.</summary>
    /// <param name="random">Chance.</param>
    public static double Next(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
