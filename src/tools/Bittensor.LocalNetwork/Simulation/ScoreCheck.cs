using Bittensor.Client;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Compares a leaderboard with the truth.</summary>
/// <param name="Spearman">How well the scores of honest axons follow the quality of their models, up to 1.</param>
/// <param name="UnequalModels">Models whose honest axons do not all have the same score; 0 as it should be.</param>
/// <param name="BestDishonest">The best share of the mean honest score that an axon has whose every answer is invalid; 0 as it
/// should be.</param>
internal sealed record ScoreCheck(double Spearman, int UnequalModels, double BestDishonest)
{
    /// <summary>The one behaviour that answers honestly at times.</summary>
    private const string Sometimes = "Refuses";

    /// <summary>Compares.</summary>
    /// <param name="board">The leaderboard.</param>
    /// <param name="truth">The axons by index.</param>
    public static ScoreCheck Of(IEnumerable<LeaderboardRow> board, IReadOnlyList<AxonTruth> truth)
    {
        var rows = board.Select(row => (row.Score, Axon: truth[row.Uid])).ToArray();
        var honest = rows.Where(row => row.Axon.IsHonest).ToArray();
        var spearman = RankCorrelation.Spearman([.. honest.Select(row => row.Score)], [.. honest.Select(row => -row.Axon.Loss)]);
        var unequal = honest.GroupBy(row => row.Axon.Model).Count(model => model.DistinctBy(row => row.Score).Skip(1).Any());
        var never = rows.Where(row => !row.Axon.IsHonest && row.Axon.Behaviour != Sometimes).Select(row => row.Score);
        return new(spearman, unequal, never.DefaultIfEmpty().Max() / honest.Average(row => row.Score));
    }
}
