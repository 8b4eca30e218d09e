namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Tells how well one order agrees with another.</summary>
internal static class RankCorrelation
{
    /// <summary>Spearman's coefficient: the correlation of the ranks, equal values sharing the mean of theirs.</summary>
    /// <param name="left">One value an item.</param>
    /// <param name="right">The other value an item.</param>
    /// <returns>From -1 (reversed) to 1 (the same order); NaN where one side has a single value only.</returns>
    public static double Spearman(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var (x, y) = (Ranks(left), Ranks(right));
        var mean = (x.Length - 1) / 2d;
        double Covariance(double[] a, double[] b) => a.Zip(b, (first, second) => (first - mean) * (second - mean)).Sum();
        return Covariance(x, y) / Math.Sqrt(Covariance(x, x) * Covariance(y, y));
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var ranks = new double[values.Count];
        var place = 0;
        foreach (var equal in Enumerable.Range(0, values.Count).GroupBy(item => values[item]).OrderBy(group => group.Key))
        {
            var members = equal.ToArray();
            Array.ForEach(members, item => ranks[item] = place + ((members.Length - 1) / 2d));
            place += members.Length;
        }

        return ranks;
    }
}
