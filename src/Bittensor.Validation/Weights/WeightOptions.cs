using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Weights;

/// <summary>How scores become weights, from the <c>Weights</c> section.</summary>
public sealed class WeightOptions
{
    /// <summary>Part of the lowest scores that gets no weight. 0.1 by default; 0 to 1.</summary>
    [Range(0d, 1d)]
    public double ExcludeQuantile { get; set; } = 0.1;

    /// <summary>Axons that keep their weight whatever the quantile says. 8 by default; 0 or more.</summary>
    [Range(0, int.MaxValue)]
    public int MinimumNumber { get; set; } = 8;

    /// <summary>Largest weight of one axon. 1 (no limit) by default; above 0. With few axons all get the same instead.</summary>
    [Range(1e-6, 1)]
    public double MaximumWeight { get; set; } = 1;
}

[OptionsValidator]
internal sealed partial class WeightOptionsValidator : IValidateOptions<WeightOptions>;
