using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>What an axon's answers are worth beside those of the others; nothing where it was not measured.</summary>
/// <param name="Synergy">Pairwise synergy in TextCausalLMNext, in units of the score; 0 or more.</param>
/// <param name="CausalSynergy">The same in TextCausalLM, at the held-back token.</param>
/// <param name="LeaveOneOut">Rise of the group's loss without the axon, in nats.</param>
/// <param name="Excess">Divergence beyond what is usual among the axons, 0 to 10.</param>
public sealed record GroupTerms(
    double? Synergy = null, double? CausalSynergy = null, double? LeaveOneOut = null, double? Excess = null)
{
    /// <summary>Nothing was measured.</summary>
    public static GroupTerms None { get; } = new();

    /// <summary>Moves averages on by the terms of one more round; what was not measured stays.</summary>
    /// <param name="terms">The round's terms.</param>
    /// <param name="alpha">Part of the new values, in (0,1].</param>
    public GroupTerms Next(GroupTerms terms, double alpha)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new(
            Move(Synergy, terms.Synergy, alpha),
            Move(CausalSynergy, terms.CausalSynergy, alpha),
            Move(LeaveOneOut, terms.LeaveOneOut, alpha),
            Move(Excess, terms.Excess, alpha));
    }

    private static double? Move(double? average, double? value, double alpha) =>
        value is { } measured ? MovingAverage.Next(average, measured, alpha) : average;
}
