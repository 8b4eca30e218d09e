using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon;

/// <summary>The axon's key and the limits on one request, from the <c>Axon</c> section.</summary>
public sealed class AxonOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Axon";

    /// <summary>SS58 address of the axon's key, told to callers; null by default.</summary>
    [RegularExpression(
        "^[1-9A-HJ-NP-Za-km-z]{46,50}$",
        ErrorMessage = "Axon:Hotkey is no SS58 address; expected 46 to 50 letters and digits of base 58.")]
    public string? Hotkey { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Bytes a request's body may have. 32 MiB by default; 1 KiB to 1 GiB.</summary>
    [Range(1 << 10, 1 << 30)]
    public long MaxBodyBytes { get; set; } = 32 << 20;

    /// <summary>Time a request has at most, even if its caller names a longer timeout. 150 seconds by default; 100 ms to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan MaxTimeout { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>Characters of text a request may have. 1,000,000 by default; 1 to 2^30.</summary>
    [Range(1, 1 << 30)]
    public int MaxTextLength { get; set; } = 1_000_000;

    /// <summary>Numbers an answer may have: B x S x K probabilities or B x S x H states. 2^24 by default; 1 to 2^30.</summary>
    [Range(1, 1 << 30)]
    public int MaxAnswerEntries { get; set; } = 1 << 24;

    /// <summary>Sequences one request may generate side by side, B x max(beams, sequences). 128 by default; 1 to 4096.</summary>
    [Range(1, 4096)]
    public int MaxGeneratedRows { get; set; } = 128;

    /// <summary>Requests that may generate at the same time; one more is refused with NucleusFull. 8 by default; 1 to 1024.</summary>
    [Range(1, 1024)]
    public int MaxGenerations { get; set; } = 8;
}

/// <summary>Checks <see cref="AxonOptions"/> when the app starts.</summary>
[OptionsValidator]
internal sealed partial class AxonOptionsValidator : IValidateOptions<AxonOptions>;
