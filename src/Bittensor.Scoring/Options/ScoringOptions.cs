using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Scoring;

/// <summary>How a loss becomes a score, from the <c>Scoring</c> section.</summary>
public sealed class ScoringOptions
{
    /// <summary>Loss that any lower one counts as, in nats per token. 1.69 by default; 0.01 to 20.</summary>
    [Range(0.01, 20)]
    public double LossFloor { get; set; } = 1.69;

    /// <summary>Exponent of the score over the estimated parameter count. 0.5 by default; 0.01 to 2.</summary>
    [Range(0.01, 2)]
    public double Power { get; set; } = 0.5;

    /// <summary>Part of the newest value in a moving average. 0.1 by default; 0.001 to 1.</summary>
    [Range(0.001, 1)]
    public double Alpha { get; set; } = 0.1;

    /// <summary>The scaling law that these describe.</summary>
    public ScalingLaw ScalingLaw => new(LossFloor, Power);
}

[OptionsValidator]
internal sealed partial class ScoringOptionsValidator : IValidateOptions<ScoringOptions>;
