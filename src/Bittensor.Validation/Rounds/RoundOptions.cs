using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Rounds;

/// <summary>Size and time limits of one scoring round, from the <c>Round</c> section.</summary>
public sealed class RoundOptions : IValidatableObject
{
    /// <summary>Items of the batch, B. 8 by default; 1 to 256.</summary>
    [Range(1, 256)]
    public int Tasks { get; set; } = 8;

    /// <summary>Tokens of an item that axons see, S. 64 by default; 2 to 1024.</summary>
    [Range(2, 1024)]
    public int SequenceLength { get; set; } = 64;

    /// <summary>Tokens of an item that are held back. 8 by default; 1 to 64.</summary>
    [Range(1, 64)]
    public int ContinuationLength { get; set; } = 8;

    /// <summary>Phrases asked for with TextCausalLMNext. 4096 by default; 1 to 50257.</summary>
    [Range(1, 50257)]
    public int NextTopK { get; set; } = 4096;

    /// <summary>Also measures TextCausalLM where it is served; the score does not depend on it. True by default.</summary>
    public bool MeasureCausalLM { get; set; } = true;

    /// <summary>Entries a position asked for with TextCausalLM. 512 by default; 1 to 50257.</summary>
    [Range(1, 50257)]
    public int CausalTopK { get; set; } = 512;

    /// <summary>Time the whole round has. 5 minutes by default; 5 seconds to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan RoundTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time one axon has to answer. 12 seconds by default; at least 100 ms, below <see cref="RoundTimeout"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>Shortest time between two looks whether all axons have answered; it grows while they have not. 1 second by
    /// default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan CloseInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AnswerTimeout >= RoundTimeout)
        {
            yield return new($"Round:AnswerTimeout ({AnswerTimeout}) must be below Round:RoundTimeout ({RoundTimeout}).");
        }
    }
}

[OptionsValidator]
internal sealed partial class RoundOptionsValidator : IValidateOptions<RoundOptions>;
