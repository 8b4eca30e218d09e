using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Validation.Scoring.Policies;

/// <summary>The scaling law at the axon's own loss, plus its pairwise synergy in TextCausalLMNext.</summary>
/// <remarks>Synergy in TextCausalLM, at the held-back token, is measured as well; the score does not depend on it.</remarks>
internal sealed class SynergyPolicy : IScoringPolicy
{
    /// <inheritdoc/>
    public ScoringPolicy Name => ScoringPolicy.WithSynergy;

    /// <inheritdoc/>
    public GroupTerms[] Compare(IReadOnlyList<ComparisonInputs?> answers, ScoringOptions options)
    {
        var law = options.SynergyLaw;
        var next = ComparableResponses.Compare([.. answers.Select(answer => answer?.NextLosses)], found => PairwiseSynergy.Shares(found, law));
        var causal = ComparableResponses.Compare([.. answers.Select(answer => answer?.CausalLosses)], found => PairwiseSynergy.Shares(found, law));
        return [.. next.Zip(causal, (synergy, other) => new GroupTerms(Synergy: synergy, CausalSynergy: other))];
    }

    /// <inheritdoc/>
    public double Score(double loss, GroupTerms terms, ScoringOptions options) =>
        options.ScalingLaw.ToScore(loss) + (terms.Synergy ?? 0);
}
