namespace Bittensor.LocalNetwork.Plots;

/// <summary>An axis of a plot, from its first tick to its last.</summary>
/// <param name="Title">What it shows, with the unit.</param>
/// <param name="Ticks">Values that are marked, ascending, at least one; above 0 where the axis is logarithmic.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal factors.</param>
public sealed record PlotAxis(string Title, IReadOnlyList<double> Ticks, bool IsLogarithmic = false)
{
    private const int LowestExponent = -9, HighestExponent = 18;

    /// <summary>A logarithmic axis over whole powers of ten.</summary>
    /// <param name="title">What it shows, with the unit.</param>
    /// <param name="values">Values to hold, each between 1e-9 and 1e18.</param>
    public static PlotAxis Decades(string title, IReadOnlyCollection<double> values)
    {
        var (least, most) = (values.Min(), values.Max());
        var lowest = Enumerable.Range(LowestExponent, HighestExponent - LowestExponent).Last(e => e == LowestExponent || Power(e) <= least);
        var highest = Enumerable.Range(lowest + 1, HighestExponent - lowest).First(e => e == HighestExponent || Power(e) >= most);
        return new(title, [.. Enumerable.Range(lowest, 1 + highest - lowest).Select(Power)], IsLogarithmic: true);
    }

    /// <summary>Where a value lies: 0 at the first tick, 1 at the last; 0 where both are the same.</summary>
    /// <param name="value">The value; above 0 where the axis is logarithmic.</param>
    public double At(double value) => Ticks[^1] > Ticks[0]
        ? (Scaled(value) - Scaled(Ticks[0])) / (Scaled(Ticks[^1]) - Scaled(Ticks[0]))
        : 0;

    private double Scaled(double value) => IsLogarithmic ? Math.Log(value) : value;

    private static double Power(int exponent) => Math.Pow(10, exponent);
}
