using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Validation.Scoring.Policies;

/// <summary>What the group loses without the axon, in nats; an axon without which it does better gets 0.</summary>
internal sealed class LeaveOneOutPolicy : IScoringPolicy
{
    /// <inheritdoc/>
    public ScoringPolicy Name => ScoringPolicy.LeaveOneOut;

    /// <inheritdoc/>
    public GroupTerms[] Compare(IReadOnlyList<ComparisonInputs?> answers, ScoringOptions options)
    {
        var values = ComparableResponses.Compare([.. answers.Select(answer => answer?.NextLosses)], LeaveOneOut.Values);
        return Array.ConvertAll(values, value => new GroupTerms(LeaveOneOut: value));
    }

    /// <inheritdoc/>
    public double Score(double loss, GroupTerms terms, ScoringOptions options) => Math.Max(0, terms.LeaveOneOut ?? 0);
}
