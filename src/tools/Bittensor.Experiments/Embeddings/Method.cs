namespace Bittensor.Experiments;

/// <summary>One way to measure axons.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Losses">Loss of each task, from the worst axon to the best; shape [axons][tasks].</param>
/// <param name="IsHeldBack">Whether it looks at the held-back text only, not at every position.</param>
/// <param name="Repeated">Mean loss of the worst axon when it repeats its states; null where there are none.</param>
internal sealed record Method(string Name, IReadOnlyList<double[]> Losses, bool IsHeldBack, double? Repeated = null)
{
    /// <summary>How often so many tasks tell the right order.</summary>
    /// <param name="tasks">Number of tasks.</param>
    public double Accuracy(int tasks) => RankingAccuracy.Of(Losses, tasks);
}
