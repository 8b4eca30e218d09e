namespace Bittensor.Experiments;

/// <summary>How an axon fares under one way of scoring.</summary>
/// <param name="Score">Its mean score.</param>
/// <param name="Place">Its place among the ten; axons with the same score share the best of their places.</param>
/// <param name="Share">Its part of all axons' scores, which is what weights are made of; the mean over the rounds, 0 to 1.</param>
/// <param name="Fluctuation">Standard deviation of the share from round to round, over its mean; 0 where it gets nothing.</param>
internal sealed record Standing(double Score, double Place, double Share, double Fluctuation)
{
    private const double Rounding = 1e-9;

    /// <summary>Looks at one axon.</summary>
    /// <param name="scores">Scores; shape [rounds][axons].</param>
    /// <param name="axon">Which axon.</param>
    public static Standing Of(IReadOnlyList<double[]> scores, int axon)
    {
        double[] means = [.. scores[0].Select((_, index) => scores.Average(round => round[index]))];
        double[] shares = [.. scores.Select(round => round.Sum() > 0 ? round[axon] / round.Sum() : 0)];
        var share = shares.Average();
        var deviation = Math.Sqrt(shares.Average(each => (each - share) * (each - share)));
        var better = means.Count(other => other > means[axon] * (1 + Rounding));
        return new(means[axon], 1 + better, share, share > 0 ? deviation / share : 0);
    }

    /// <summary>The mean of several.</summary>
    /// <param name="standings">At least one.</param>
    public static Standing Mean(IReadOnlyCollection<Standing> standings) => new(
        standings.Average(standing => standing.Score),
        standings.Average(standing => standing.Place),
        standings.Average(standing => standing.Share),
        standings.Average(standing => standing.Fluctuation));
}
