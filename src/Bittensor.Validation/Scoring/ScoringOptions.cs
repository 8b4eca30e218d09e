using System.ComponentModel.DataAnnotations;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Policies;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Scoring;

/// <summary>How a loss becomes a score, from the <c>Scoring</c> section.</summary>
public sealed class ScoringOptions
{
    /// <summary>Loss that any lower one counts as, in nats per token. 1.69 by default; 0.01 to 20.</summary>
    [Range(0.01, 20)]
    public double LossFloor { get; set; } = 1.69;

    /// <summary>Exponent of the score over the estimated parameter count. 0.5 by default; 0.01 to 2.</summary>
    [Range(0.01, 2)]
    public double Power { get; set; } = 0.5;

    /// <summary>What a score is made of. <see cref="ScoringPolicy.Individual"/> by default.</summary>
    [EnumDataType(typeof(ScoringPolicy))]
    public ScoringPolicy Policy { get; set; } = ScoringPolicy.Individual;

    /// <summary>Exponent of synergy over the estimated parameter count. 0.5 by default; 0.01 to 2.</summary>
    [Range(0.01, 2)]
    public double SynergyPower { get; set; } = 0.5;

    /// <summary>Lowers the scores of axons whose answers differ from all others. False by default.</summary>
    public bool Divergence { get; set; }

    /// <summary>How much: a score is divided by 1 + penalty x excess. 1 by default; 0 to 1000.</summary>
    [Range(0d, 1000d)]
    public double DivergencePenalty { get; set; } = 1;

    /// <summary>Part of the newest value in a moving average. 0.1 by default; 0.001 to 1.</summary>
    [Range(0.001, 1)]
    public double Alpha { get; set; } = 0.1;

    /// <summary>The scaling law that these describe.</summary>
    public ScalingLaw ScalingLaw => new(LossFloor, Power);

    /// <summary>The scaling law of synergy.</summary>
    public ScalingLaw SynergyLaw => new(LossFloor, SynergyPower);

    /// <summary>The score of an axon.</summary>
    /// <param name="loss">Moving average of its loss, in nats.</param>
    /// <param name="terms">Moving averages of what its answers are worth beside those of the others.</param>
    /// <returns>Score, 0 or more.</returns>
    public double ToScore(double loss, GroupTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var score = ScoringPolicies.Get(Policy).Score(loss, terms, this);
        if (!Divergence)
        {
            return score;
        }

        return score / (1 + (DivergencePenalty * (terms.Excess ?? 0)));
    }
}

[OptionsValidator]
internal sealed partial class ScoringOptionsValidator : IValidateOptions<ScoringOptions>;
