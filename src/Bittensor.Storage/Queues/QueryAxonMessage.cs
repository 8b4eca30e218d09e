using System.Text.Json.Serialization;

namespace Bittensor.Storage;

/// <summary>Asks a worker to query one axon.</summary>
/// <param name="RoundId">Number of the round.</param>
/// <param name="Uid">Which axon.</param>
public sealed record QueryAxonMessage(long RoundId, int Uid)
{
    /// <summary>When it can be seen; null in messages of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? VisibleAt { get; init; }

    /// <summary>Where it comes from, where anybody follows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MessageTrace? Trace { get; init; }
}
