using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Validation.Scoring.Policies;

/// <summary>One way to make scores.</summary>
public interface IScoringPolicy
{
    /// <summary>The name that options pick it by.</summary>
    ScoringPolicy Name { get; }

    /// <summary>Compares the answers of a round.</summary>
    /// <param name="answers">Evidence of each axon, or nothing; shape [axons].</param>
    /// <param name="options">Scaling law and powers.</param>
    /// <returns>What this policy needs to know of each; shape [axons].</returns>
    GroupTerms[] Compare(IReadOnlyList<ComparisonInputs?> answers, ScoringOptions options);

    /// <summary>The score of an axon.</summary>
    /// <param name="loss">Moving average of its loss, in nats.</param>
    /// <param name="terms">Moving averages of what <see cref="Compare"/> found.</param>
    /// <param name="options">Scaling law.</param>
    /// <returns>Score, 0 or more.</returns>
    double Score(double loss, GroupTerms terms, ScoringOptions options);
}

/// <summary>What an axon's score is made of.</summary>
public enum ScoringPolicy
{
    /// <summary>Its own loss alone: axons with the same model get the same score, however many they are.</summary>
    Individual,

    /// <summary>Its own loss, and what its answers are worth together with those of each other axon.</summary>
    WithSynergy,

    /// <summary>What the group's answer would lose without it: axons with the same model share what it is worth.</summary>
    LeaveOneOut,
}
