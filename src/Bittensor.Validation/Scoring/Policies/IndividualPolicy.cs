using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Validation.Scoring.Policies;

/// <summary>The scaling law at the axon's own loss.</summary>
internal sealed class IndividualPolicy : IScoringPolicy
{
    /// <inheritdoc/>
    public ScoringPolicy Name => ScoringPolicy.Individual;

    /// <inheritdoc/>
    public GroupTerms[] Compare(IReadOnlyList<ComparisonInputs?> answers, ScoringOptions options) =>
        [.. answers.Select(_ => GroupTerms.None)];

    /// <inheritdoc/>
    public double Score(double loss, GroupTerms terms, ScoringOptions options) => options.ScalingLaw.ToScore(loss);
}
