using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.LocalNetwork.SimulatedAxons;

/// <summary>Who is simulated, from the <c>Simulation</c> section.</summary>
public sealed class SimulationOptions
{
    /// <summary>Axons; 64 by default, 1 to 65536.</summary>
    [Range(1, 65536)]
    public int Axons { get; set; } = 64;

    /// <summary>Chance of qualities and answers: the same number simulates the same axons. 1 by default.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Folder of .txt files that the validator draws its tasks from: how the axons know what comes next.</summary>
    [Required]
    public string TextFolder { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class SimulationOptionsValidator : IValidateOptions<SimulationOptions>;
