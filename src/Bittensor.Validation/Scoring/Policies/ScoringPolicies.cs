using System.Collections.Frozen;

namespace Bittensor.Validation.Scoring.Policies;

/// <summary>The policies by their names.</summary>
public static class ScoringPolicies
{
    private static readonly FrozenDictionary<ScoringPolicy, IScoringPolicy> ByName =
        new IScoringPolicy[] { new IndividualPolicy(), new SynergyPolicy(), new LeaveOneOutPolicy() }
            .ToFrozenDictionary(policy => policy.Name);

    /// <summary>The policy of a name.</summary>
    /// <param name="name">Its name.</param>
    public static IScoringPolicy Get(ScoringPolicy name) => ByName[name];
}
