namespace Bittensor.Validation.Weights;

/// <summary>Turns scores into weights.</summary>
/// <remarks>Rules of <c>calculate_weights</c> and <c>normalize_max_weight</c> in Bittensor v3.5.0, in double precision.</remarks>
public static class WeightPolicy
{
    /// <summary>Keeps every capped weight below the maximum whatever the last bit of a sum is; as large as in the
    /// reference.</summary>
    private const double Margin = 1e-7;

    /// <summary>Weights of the axons with a positive score that the quantile leaves in, by ascending uid.</summary>
    /// <param name="scores">Score of each uid (the zeroing moving average); not NaN.</param>
    /// <param name="options">Quantile, minimum number and maximum.</param>
    /// <returns>Weights that sum to 1; empty when no score is positive.</returns>
    public static IReadOnlyList<AxonWeight> FromScores(IEnumerable<(int Uid, double Score)> scores, WeightOptions options)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(options);
        var positive = scores.Where(axon => axon.Score > 0).OrderBy(axon => axon.Uid).ToArray();
        var threshold = Threshold([.. positive.Select(axon => axon.Score)], options);
        var kept = Array.FindAll(positive, axon => axon.Score >= threshold);
        var weights = Normalize([.. kept.Select(axon => axon.Score)], options.MaximumWeight);
        var emitted = ToUInt16(weights);
        return [.. kept.Select((axon, i) => new AxonWeight(axon.Uid, weights[i], emitted[i]))];
    }

    /// <summary>Scales values so that they sum to 1 and none exceeds the maximum.</summary>
    /// <param name="values">0 or more each.</param>
    /// <param name="maximum">Largest weight, in (0,1].</param>
    /// <returns>Weights in the order of <paramref name="values"/>; all the same where the maximum cannot be kept
    /// otherwise.</returns>
    public static double[] Normalize(double[] values, double maximum)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sum = values.Sum();
        if (sum == 0 || values.Length * maximum <= 1)
        {
            return Uniform(values.Length);
        }

        if (values.Max() / sum <= maximum)
        {
            return Array.ConvertAll(values, value => value / sum);
        }

        var cap = Cap(values, sum, maximum);
        var cappedSum = values.Sum(value => Math.Min(value, cap));
        return cappedSum > 0 ? Array.ConvertAll(values, value => Math.Min(value, cap) / cappedSum) : Uniform(values.Length);
    }

    /// <summary>Weights as they are published: the largest is 65535.</summary>
    /// <param name="weights">0 or more each.</param>
    public static ushort[] ToUInt16(double[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var largest = weights.DefaultIfEmpty().Max();
        var scale = largest > 0 ? ushort.MaxValue / largest : 0;
        return Array.ConvertAll(weights, weight => (ushort)Math.Round(weight * scale));
    }

    private static double Threshold(double[] scores, WeightOptions options)
    {
        if (scores.Length <= options.MinimumNumber)
        {
            return 0;
        }

        Array.Sort(scores);
        var quantile = Math.Min(options.ExcludeQuantile, (double)(scores.Length - options.MinimumNumber) / scores.Length);
        var position = quantile * (scores.Length - 1);
        var below = Math.Min((int)position, scores.Length - 1);
        var above = Math.Min(below + 1, scores.Length - 1);
        return scores[below] + ((position - below) * (scores[above] - scores[below]));
    }

    /// <summary>Value above which values are cut, so that the cut ones have exactly the maximum of the new sum.</summary>
    private static double Cap(double[] values, double sum, double maximum)
    {
        double[] sorted = [.. values.Order()];
        var rest = 1d;
        for (var capped = 1; capped * maximum < 1 && capped <= sorted.Length; capped++)
        {
            rest -= sorted[^capped] / sum;
            var cap = Math.Max(0, (maximum * rest) - Margin) / (1 - (maximum * capped));
            if (capped == sorted.Length || sorted[^(capped + 1)] / sum <= cap)
            {
                return cap * sum;
            }
        }

        return 0;
    }

    private static double[] Uniform(int count)
    {
        var weights = new double[count];
        Array.Fill(weights, 1d / count);
        return weights;
    }
}

/// <summary>Weight of one axon.</summary>
/// <param name="Uid">Its slot in the metagraph.</param>
/// <param name="Weight">Above 0; all weights sum to 1.</param>
/// <param name="Emitted">The same as u16, the largest being 65535.</param>
public sealed record AxonWeight(int Uid, double Weight, ushort Emitted);
