namespace Bittensor.Validation.Scoring;

/// <summary>The order of a leaderboard.</summary>
public static class Ranking
{
    /// <summary>Orders by descending score; equal scores by ascending uid, so that the order is the same every time.</summary>
    /// <typeparam name="T">What is ranked.</typeparam>
    /// <param name="items">What is ranked.</param>
    /// <param name="score">Score of an item; not NaN.</param>
    /// <param name="uid">Uid of an item.</param>
    /// <returns>Items with their ranks from 1 on; equal scores share a rank and the next one counts them all (1, 2, 2,
    /// 4).</returns>
    public static IReadOnlyList<(int Rank, T Item)> ByScore<T>(IEnumerable<T> items, Func<T, double> score, Func<T, int> uid)
    {
        var ordered = items.OrderByDescending(score).ThenBy(uid).ToArray();
        var ranked = new List<(int Rank, T Item)>(ordered.Length);
        for (var i = 0; i < ordered.Length; i++)
        {
            var tied = i > 0 && score(ordered[i]) == score(ordered[i - 1]);
            ranked.Add((tied ? ranked[i - 1].Rank : i + 1, ordered[i]));
        }

        return ranked;
    }
}
