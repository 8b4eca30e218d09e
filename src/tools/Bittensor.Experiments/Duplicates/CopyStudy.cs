using System.Numerics;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Experiments;

/// <summary>Lets more and more of ten axons serve the same model. A copy takes the place of another axon; which one is tried in
/// all ways, and the mean is taken.</summary>
/// <param name="losses">Losses of ten axons that differ; shape [axons][rounds][tasks].</param>
internal sealed class CopyStudy(IReadOnlyList<double[][]> losses)
{
    private readonly ScoringOptions _options = new();

    /// <summary>Serves one model several times.</summary>
    /// <param name="copied">Which of the ten, 0 to 9.</param>
    /// <param name="copies">Axons that serve it, from 1 on.</param>
    public CopyOutcome Run(int copied, int copies)
    {
        int[] others = [.. Enumerable.Range(0, losses.Count).Where(axon => axon != copied)];
        var groups = Enumerable.Range(0, 1 << others.Length)
            .Where(kept => BitOperations.PopCount((uint)kept) == losses.Count - copies)
            .Select(kept => Group(copied, copies, others.Where((_, index) => (kept >> index & 1) == 1)))
            .ToArray();
        return new(
            copies,
            Standing.Mean([.. groups.Select(group => Standing.Of(IndividualScores(group), axon: 0))]),
            Standing.Mean([.. groups.Select(group => Standing.Of(LeaveOneOutScores(group), axon: 0))]));
    }

    /// <summary>The copies come first.</summary>
    private double[][][] Group(int copied, int copies, IEnumerable<int> others) =>
        [.. Enumerable.Repeat(copied, copies).Concat(others).Select(axon => losses[axon])];

    /// <summary>The scaling law at the moving average of the loss; shape [rounds][axons].</summary>
    private double[][] IndividualScores(double[][][] group)
    {
        var law = _options.ScalingLaw;
        return Averaged(group[0].Select((_, round) => Array.ConvertAll(group, axon => axon[round].Average())), law.ToScore);
    }

    /// <summary>The moving average of the leave-one-out value; shape [rounds][axons].</summary>
    private double[][] LeaveOneOutScores(double[][][] group) => Averaged(
        group[0].Select((_, round) => LeaveOneOut.Values(new TargetProbabilities([.. group.Select(axon => axon[round])]))),
        value => Math.Max(0, value));

    /// <summary>Scores in the second half of the rounds, when the averages have forgotten where they began.</summary>
    private double[][] Averaged(IEnumerable<double[]> values, Func<double, double> toScore)
    {
        var scores = new List<double[]>();
        double[]? averages = null;
        foreach (var round in values)
        {
            averages = [.. round.Select((value, axon) => MovingAverage.Next(averages?[axon], value, _options.Alpha))];
            scores.Add(Array.ConvertAll(averages, average => toScore(average)));
        }

        return [.. scores.Skip(scores.Count / 2)];
    }
}
