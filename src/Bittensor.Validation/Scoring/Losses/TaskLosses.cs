namespace Bittensor.Validation.Scoring.Losses;

/// <summary>Losses of one answer, task by task.</summary>
/// <param name="items">Losses of each task; shape [B], at least one.</param>
public sealed class TaskLosses(LossMeasures[] items)
{
    /// <summary>Losses of each task; shape [B].</summary>
    public IReadOnlyList<LossMeasures> Items => items;

    /// <summary>Means over the tasks, summed in their order.</summary>
    public LossMeasures Mean { get; } = LossMeasures.Mean(items);

    /// <summary>Loss that the score is made of, in nats; shape [B].</summary>
    public double[] Losses() => Array.ConvertAll(items, item => item.Loss);

    /// <summary>Loss on the first held-back token alone, in nats; shape [B].</summary>
    public double[] LossVals() => Array.ConvertAll(items, item => item.LossVal);
}
