namespace Bittensor.Experiments;

/// <summary>How an axon fares under one way of scoring.</summary>
/// <param name="Score">Its mean score.</param>
/// <param name="Place">Its place among the ten; axons with the same score share the best of their places.</param>
/// <param name="Share">Its part of all ten axons' scores, 0 to 1.</param>
/// <param name="Fluctuation">Standard deviation of its score from round to round, over the mean.</param>
internal sealed record Standing(double Score, double Place, double Share, double Fluctuation)
{
    /// <summary>Looks at one axon.</summary>
    /// <param name="scores">Scores; shape [rounds][axons].</param>
    /// <param name="axon">Which axon.</param>
    public static Standing Of(IReadOnlyList<double[]> scores, int axon)
    {
        double[] means = [.. scores[0].Select((_, index) => scores.Average(round => round[index]))];
        var deviation = Math.Sqrt(scores.Average(round => Math.Pow(round[axon] - means[axon], 2)));
        var better = means.Count(other => other > means[axon] * (1 + 1e-9));
        return new(means[axon], 1 + better, means[axon] / means.Sum(), deviation / means[axon]);
    }

    /// <summary>The mean of several.</summary>
    /// <param name="standings">At least one.</param>
    public static Standing Mean(IReadOnlyCollection<Standing> standings) => new(
        standings.Average(standing => standing.Score),
        standings.Average(standing => standing.Place),
        standings.Average(standing => standing.Share),
        standings.Average(standing => standing.Fluctuation));
}
