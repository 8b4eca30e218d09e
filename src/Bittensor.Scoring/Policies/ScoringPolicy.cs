namespace Bittensor.Scoring;

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
