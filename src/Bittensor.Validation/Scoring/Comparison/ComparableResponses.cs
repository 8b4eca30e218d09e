namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>Keeps answers that cannot be compared out of a comparison: one bad row must not cost the others their
/// round.</summary>
internal static class ComparableResponses
{
    /// <summary>Compares those answers whose losses can be compared, over as many targets as most of them have.</summary>
    /// <param name="losses">Losses of each answer, or nothing; shape [axons][targets].</param>
    /// <param name="compare">Finds one value an answer.</param>
    /// <returns>The values, nothing for answers that were kept out; shape [axons].</returns>
    public static double?[] Compare(IReadOnlyList<double[]?> losses, Func<TargetProbabilities, double[]> compare)
    {
        var usable = losses.Index().Where(answer => answer.Item is { } found && TargetProbabilities.IsComparable(found)).ToArray();
        var targets = Commonest(usable.Select(answer => answer.Item!.Length));
        var compared = Array.FindAll(usable, answer => answer.Item!.Length == targets);
        var values = new double?[losses.Count];
        foreach (var (value, answer) in compare(new([.. compared.Select(answer => answer.Item!)])).Zip(compared))
        {
            values[answer.Index] = value;
        }

        return values;
    }

    /// <summary>The number that comes most often; 0 where there is none.</summary>
    public static int Commonest(IEnumerable<int> numbers) => numbers.CountBy(number => number).OrderByDescending(count => count.Value)
        .ThenBy(count => count.Key).FirstOrDefault().Key;
}
