namespace Bittensor.Experiments;

/// <summary>How often a few tasks tell the right order of axons.</summary>
internal static class RankingAccuracy
{
    private const int Draws = 4000, Seed = 1;

    /// <summary>Draws tasks again and again and looks whether the mean losses fall from each axon to the next.</summary>
    /// <param name="losses">Loss of each task, from the worst axon to the best; shape [axons][tasks].</param>
    /// <param name="tasks">Tasks of a draw, without repetition; 1 to all of them.</param>
    /// <returns>Part of the draws in which the order is right, 0 to 1; equal means are not.</returns>
    public static double Of(IReadOnlyList<double[]> losses, int tasks)
    {
        var random = new Random(Seed);
        int[] order = [.. Enumerable.Range(0, losses[0].Length)];
        var right = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            random.Shuffle(order);
            double[] means = [.. losses.Select(axon => order.Take(tasks).Sum(task => axon[task]))];
            right += means.Zip(means.Skip(1)).All(pair => pair.First > pair.Second) ? 1 : 0;
        }

        return (double)right / Draws;
    }
}
