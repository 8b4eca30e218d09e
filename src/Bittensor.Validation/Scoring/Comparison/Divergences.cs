using System.Numerics.Tensors;
using Bittensor.Protocol;

namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>Finds the answers that differ from all others.</summary>
/// <remarks>
/// Reproduces <c>logits_divergence</c> of Bittensor v3.7.0, over sparse distributions and with one row of the vocabulary's size
/// instead of one an axon. Where that has no answer, this has: a single answer has nothing to differ from (there its excess is
/// NaN), and deviations as small as rounding are none (<see cref="Rounding"/>; there they are divided by 1e-9).
/// </remarks>
public static class Divergences
{
    /// <summary>Standard deviation below which distances differ by rounding only.</summary>
    private const double Rounding = 1e-6;

    private const double MostExcess = 10;

    /// <summary>Compares the answers of a round.</summary>
    /// <param name="answers">Distributions of each axon, over the same tasks; shape [axons].</param>
    /// <returns>Means over the tasks; shape [axons].</returns>
    /// <exception cref="ArgumentException">Not all have the same number of tasks.</exception>
    public static Divergence[] Of(IReadOnlyList<FirstTokens> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var tasks = answers.Count == 0 ? 0 : answers[0].Batch;
        if (answers.Any(answer => answer.Batch != tasks))
        {
            throw new ArgumentException($"Every answer needs {tasks} tasks, as the first has.", nameof(answers));
        }

        var distances = new double[answers.Count];
        var excesses = new double[answers.Count];
        var mean = new double[StandardVocabulary.Size];
        for (var task = 0; task < tasks; task++)
        {
            var ofTask = Distances(answers, task, mean);
            TensorPrimitives.Add(distances, ofTask, distances);
            TensorPrimitives.Add(excesses, Excesses(ofTask), excesses);
        }

        return [.. distances.Zip(excesses, (distance, excess) => new Divergence(distance / tasks, excess / tasks))];
    }

    /// <summary>Excess of each distance: 0 up to one standard deviation above the mean, then the cube of what is beyond, in
    /// standard deviations.</summary>
    /// <param name="distances">Distances of all axons in one task; shape [axons].</param>
    /// <returns>0 to 10 each; shape [axons].</returns>
    public static double[] Excesses(double[] distances)
    {
        ArgumentNullException.ThrowIfNull(distances);
        if (distances.Length < 2)
        {
            return new double[distances.Length];
        }

        var mean = distances.Average();
        var deviation = Math.Sqrt(distances.Sum(distance => (distance - mean) * (distance - mean)) / (distances.Length - 1));
        return Array.ConvertAll(distances, distance =>
            Math.Clamp(Math.Pow((distance - mean - deviation) / Math.Max(deviation, Rounding), 3), 0, MostExcess));
    }

    /// <summary>Hellinger distance of each answer from the mean of all, in one task.</summary>
    private static double[] Distances(IReadOnlyList<FirstTokens> answers, int task, double[] mean)
    {
        Array.Clear(mean);
        foreach (var answer in answers)
        {
            for (var entry = answer.Offsets[task]; entry < answer.Offsets[task + 1]; entry++)
            {
                mean[answer.Tokens[entry]] += answer.Probabilities[entry];
            }
        }

        TensorPrimitives.Divide(mean, answers.Count, mean);
        var mass = TensorPrimitives.Sum<double>(mean);
        return [.. answers.Select(answer => Distance(answer, task, mean, mass))];
    }

    /// <summary>Of the tokens that an answer does not list, only their mean mass is needed.</summary>
    private static double Distance(FirstTokens answer, int task, double[] mean, double mass)
    {
        var squares = 0d;
        var unlisted = mass;
        for (var entry = answer.Offsets[task]; entry < answer.Offsets[task + 1]; entry++)
        {
            var other = mean[answer.Tokens[entry]];
            var difference = Math.Sqrt(answer.Probabilities[entry]) - Math.Sqrt(other);
            squares += difference * difference;
            unlisted -= other;
        }

        return Math.Sqrt((squares + Math.Max(0, unlisted)) / 2);
    }
}

/// <summary>How far one answer's distributions are from those of all.</summary>
/// <param name="Distance">Mean Hellinger distance from the mean distribution, over the tasks; 0 to 1.</param>
/// <param name="Excess">Mean excess over the tasks, 0 to 10: nothing within one standard deviation above the mean distance,
/// 1 at two, 8 at three.</param>
public readonly record struct Divergence(double Distance, double Excess);
