namespace Bittensor.Validation.Scoring.Losses;

/// <summary>Both losses of one answer.</summary>
/// <param name="Loss">Loss that the score is made of, in nats; 0 or more.</param>
/// <param name="LossVal">Loss on the first held-back token alone, in nats; 0 or more.</param>
public readonly record struct LossMeasures(double Loss, double LossVal)
{
    /// <summary>What a loss counts as that is NaN or infinite, in nats.</summary>
    public const double Undefined = 20;

    /// <summary>Added to a probability before its logarithm is taken.</summary>
    internal const double Epsilon = 1e-40;

    /// <summary>Both losses, with <see cref="Undefined"/> in place of what is not finite.</summary>
    internal static LossMeasures Finite(double loss, double lossVal) =>
        new(double.IsFinite(loss) ? loss : Undefined, double.IsFinite(lossVal) ? lossVal : Undefined);

    /// <summary>Mean over the items of a batch, summed in their order.</summary>
    /// <param name="items">Losses an item; shape [B], at least one.</param>
    /// <exception cref="ArgumentException">There is no item.</exception>
    public static LossMeasures Mean(IReadOnlyCollection<LossMeasures> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
        {
            throw new ArgumentException("A mean needs at least one item.", nameof(items));
        }

        return new(items.Sum(item => item.Loss) / items.Count, items.Sum(item => item.LossVal) / items.Count);
    }
}
