using Bittensor.Validation.Scoring.Policies;

namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>Compares the answers of a round with each other, as far as the options ask for it.</summary>
public static class RoundComparison
{
    /// <summary>What each answer is worth beside the others. Depends on nothing but its arguments.</summary>
    /// <param name="answers">Evidence of each axon, or nothing; shape [axons]. What cannot be compared is left out.</param>
    /// <param name="options">Policy, powers, and whether divergence is measured.</param>
    /// <returns>Terms of each axon; shape [axons].</returns>
    public static GroupTerms[] Of(IReadOnlyList<ComparisonInputs?> answers, ScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(options);
        var terms = ScoringPolicies.Get(options.Policy).Compare(answers, options);
        if (!options.Divergence)
        {
            return terms;
        }

        return [.. terms.Zip(Excesses(answers), (term, excess) => term with { Excess = excess })];
    }

    private static double?[] Excesses(IReadOnlyList<ComparisonInputs?> answers)
    {
        var usable = answers.Index().Where(answer => answer.Item?.FirstTokens is { } found && found.AreValid()).ToArray();
        var tasks = ComparableResponses.Commonest(usable.Select(answer => answer.Item!.FirstTokens!.Batch));
        var compared = Array.FindAll(usable, answer => answer.Item!.FirstTokens!.Batch == tasks);
        var excesses = new double?[answers.Count];
        foreach (var (divergence, answer) in Divergences.Of([.. compared.Select(answer => answer.Item!.FirstTokens!)]).Zip(compared))
        {
            excesses[answer.Index] = divergence.Excess;
        }

        return excesses;
    }
}
