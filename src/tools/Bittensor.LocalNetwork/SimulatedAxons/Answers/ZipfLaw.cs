namespace Bittensor.LocalNetwork.SimulatedAxons.Answers;

/// <summary>Weights that fall with the rank, as those of words do.</summary>
internal static class ZipfLaw
{
    private static volatile double[] _latest = [];

    /// <summary>Weights 1/rank, scaled to sum to 1; all requests of a round ask for the same.</summary>
    /// <param name="count">How many.</param>
    public static double[] Of(int count)
    {
        if (_latest is var known && known.Length == count)
        {
            return known;
        }

        double[] weights = [.. Enumerable.Range(1, count).Select(rank => 1d / rank)];
        var sum = weights.Sum();
        return _latest = Array.ConvertAll(weights, weight => weight / sum);
    }
}
