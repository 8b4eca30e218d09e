namespace Bittensor.LocalNetwork;

/// <summary>A logarithmic axis of a plot.</summary>
/// <param name="Lowest">Smallest value, above 0.</param>
/// <param name="Highest">Largest value.</param>
/// <param name="Start">Where the smallest value lies, in pixels.</param>
/// <param name="End">Where the largest value lies, in pixels.</param>
internal sealed record LogAxis(double Lowest, double Highest, double Start, double End)
{
    /// <summary>Powers of ten between the two.</summary>
    public IEnumerable<double> PowersOfTen => Enumerable
        .Range(-9, 19)
        .Select(exponent => Math.Pow(10, exponent))
        .Where(power => power >= Lowest && power <= Highest);

    /// <summary>Where a value lies, in pixels.</summary>
    /// <param name="value">The value, above 0.</param>
    public double At(double value) => Highest > Lowest
        ? Start + ((End - Start) * Math.Log(value / Lowest) / Math.Log(Highest / Lowest))
        : Start;
}
