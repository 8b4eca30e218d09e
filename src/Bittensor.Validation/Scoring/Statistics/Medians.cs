namespace Bittensor.Validation.Scoring.Statistics;

/// <summary>Medians.</summary>
public static class Medians
{
    /// <summary>The middle value, or the mean of the two middle ones; nothing when there is none.</summary>
    /// <param name="values">Values in any order; not NaN.</param>
    public static double? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
