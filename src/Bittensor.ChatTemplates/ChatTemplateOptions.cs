using System.ComponentModel.DataAnnotations;

namespace Bittensor.ChatTemplates;

/// <summary>Limits on what a template may use, and the clock it reads.</summary>
public sealed record ChatTemplateOptions
{
    internal static ChatTemplateOptions Default { get; } = new();

    /// <summary>Longest template, in UTF-16 code units; those of models have at most some 20,000. Parsing takes up to 1 us and 300 bytes
    /// for each. 250,000 by default; 1 to 100,000,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxTemplateLength { get; init; } = 250_000;

    /// <summary>How deep blocks and brackets nest in a template, and lists and objects in a variable. 100 by default; 1 to
    /// 1,000.</summary>
    [Range(1, 1_000)]
    public int MaxNesting { get; init; } = 100;

    /// <summary>How deep evaluation goes, in nodes of the syntax tree: a call of a macro takes about five. 1,000 by default; 1 to
    /// 10,000. A thread with a small stack may allow fewer, with the same error.</summary>
    [Range(1, 10_000)]
    public int MaxRecursion { get; init; } = 1_000;

    /// <summary>Steps of one rendering: one a node evaluated, an item copied and 16 characters copied. It bounds time and memory:
    /// a step takes about 100 ns and keeps at most about 100 bytes. 2,000,000 by default; 1 to 1,000,000,000.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxSteps { get; init; } = 2_000_000;

    /// <summary>Longest output, and longest text within, in UTF-16 code units. 10,000,000 by default; 1 to 500,000,000.</summary>
    [Range(1, 500_000_000)]
    public int MaxOutputLength { get; init; } = 10_000_000;

    /// <summary>Most numbers in one <c>range()</c>. 100,000 by default, as in Jinja's sandbox; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxRangeLength { get; init; } = 100_000;

    /// <summary>Clock and time zone of <c>strftime_now</c>. The system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks that all limits are within their ranges.</summary>
    /// <exception cref="ArgumentException">One or more are not; the message names all of them.</exception>
    internal void Check()
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(this, new ValidationContext(this), faults, validateAllProperties: true))
        {
            throw new ArgumentException(string.Join(" ", faults));
        }
    }
}
