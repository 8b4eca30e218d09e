using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.History;

/// <summary>How long rounds are kept, from the <c>History</c> section.</summary>
public sealed class HistoryOptions
{
    /// <summary>Age from which a round is removed, with its responses, scores and weights. 30 days by default; 1 hour to 10000
    /// days. The last two rounds stay whatever their age.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "10000.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}

[OptionsValidator]
internal sealed partial class HistoryOptionsValidator : IValidateOptions<HistoryOptions>;
