using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Inference.Handlers;

/// <summary>Limits on what one request may ask for, from the <c>Axon</c> section.</summary>
public sealed class ServingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Axon";

    /// <summary>Time a request has at most, whatever timeout its caller names. 150 seconds by default; 100 ms to 1 hour.</summary>
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

/// <summary>Checks <see cref="ServingOptions"/> when the app starts.</summary>
[OptionsValidator]
internal sealed partial class ServingOptionsValidator : IValidateOptions<ServingOptions>;
