using System.Text.Json.Serialization;

namespace Bittensor.Storage;

/// <summary>Asks a worker to close a round, or to look again later.</summary>
/// <param name="RoundId">Number of the round.</param>
/// <param name="Attempt">Times it was looked at before; the wait grows with it.</param>
public sealed record CloseRoundMessage(long RoundId, int Attempt)
{
    /// <summary>When it can be seen; null in messages of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? VisibleAt { get; init; }

    /// <summary>Where it comes from, where anybody follows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MessageTrace? Trace { get; init; }
}
