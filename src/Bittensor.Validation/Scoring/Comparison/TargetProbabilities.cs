using System.Numerics.Tensors;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>How probable each answer held the text that really follows, target by target: all that answers are compared
/// by. A target is a task's continuation (TextCausalLMNext) or a token at a position (TextCausalLM).</summary>
public sealed class TargetProbabilities
{
    private readonly double[][] _byTarget;

    /// <summary>Reads losses as probabilities.</summary>
    /// <param name="losses">Loss of each answer at each target, in nats; shape [axons][targets].</param>
    /// <exception cref="ArgumentException">There are no targets, not as many for each axon, or a loss is not a finite number
    /// from 0 on.</exception>
    public TargetProbabilities(IReadOnlyList<double[]> losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        Axons = losses.Count;
        Targets = losses.Count == 0 ? 0 : losses[0].Length;
        if (losses.Any(axon => axon.Length != Targets || !IsComparable(axon)))
        {
            throw new ArgumentException("Every axon needs as many finite losses, one or more, not below 0.", nameof(losses));
        }

        MeanLosses = [.. losses.Select(axon => axon.Sum() / axon.Length)];
        _byTarget = [.. Enumerable.Range(0, Targets).Select(target => Column(losses, target))];
    }

    /// <summary>Number of answers.</summary>
    public int Axons { get; }

    /// <summary>Number of targets.</summary>
    public int Targets { get; }

    /// <summary>Mean loss of each answer, in nats; shape [axons].</summary>
    public IReadOnlyList<double> MeanLosses { get; }

    /// <summary>The smallest probability of all; in (0,1].</summary>
    public double Smallest => Targets == 0 ? 1 : _byTarget.Min(column => TensorPrimitives.Min<double>(column));

    /// <summary>Whether losses can be compared with others: some, and each a finite number from 0 on.</summary>
    /// <param name="losses">Losses of one answer, in nats; shape [targets].</param>
    public static bool IsComparable(IReadOnlyCollection<double> losses) =>
        losses is { Count: > 0 } && losses.All(loss => loss >= 0 && double.IsFinite(loss));

    /// <summary>Probability that each answer gave to a target, in (0,1]; shape [axons].</summary>
    /// <param name="target">Which target, 0 to Targets - 1.</param>
    public ReadOnlySpan<double> Of(int target) => _byTarget[target];

    private static double[] Column(IReadOnlyList<double[]> losses, int target)
    {
        var column = new double[losses.Count];
        for (var axon = 0; axon < column.Length; axon++)
        {
            column[axon] = Math.Exp(-losses[axon][target]) + LossMeasures.Epsilon;
        }

        return column;
    }
}
