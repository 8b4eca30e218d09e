namespace Bittensor.Validation.Scoring.Statistics;

/// <summary>Exponential moving average: x &lt;- (1 - alpha) x + alpha new.</summary>
public static class MovingAverage
{
    /// <summary>Moves an average; one without a value yet starts at the new value.</summary>
    /// <param name="average">Average so far.</param>
    /// <param name="value">New value; not NaN.</param>
    /// <param name="alpha">Part of the new value, in (0,1].</param>
    public static double Next(double? average, double value, double alpha) =>
        average is { } sofar ? ((1 - alpha) * sofar) + (alpha * value) : value;
}
