using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Functions.Axon;

/// <summary>How the axon meets its callers, from the <c>Axon</c> section.</summary>
public sealed class AxonOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Axon";

    /// <summary>Bytes a request's body may have. 32 MiB by default; 1 KiB to 1 GiB.</summary>
    [Range(1 << 10, 1 << 30)]
    public long MaxBodyBytes { get; set; } = 32 << 20;

    /// <summary>SS58 address of the axon's key, told to callers; null by default.</summary>
    [RegularExpression(
        "^[1-9A-HJ-NP-Za-km-z]{46,50}$",
        ErrorMessage = "Axon:Hotkey is no SS58 address; expected 46 to 50 letters and digits of base 58.")]
    public string? Hotkey { get; set => field = string.IsNullOrEmpty(value) ? null : value; }
}

/// <summary>Checks <see cref="AxonOptions"/> when the app starts.</summary>
[OptionsValidator]
internal sealed partial class AxonOptionsValidator : IValidateOptions<AxonOptions>;
