namespace Bittensor.Storage;

/// <summary>What came of a round.</summary>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Answered">Axons that answered as they should.</param>
/// <param name="MeanLoss">Mean TextCausalLMNext loss of those, in nats.</param>
/// <param name="BestLoss">Lowest loss, in nats.</param>
/// <param name="BestUid">Axon with the lowest loss.</param>
/// <param name="MedianResponseTime">Median response time of those, in seconds.</param>
/// <param name="ReturnCodes">Number of axons by name of their return code.</param>
public sealed record RoundSummary(
    DateTimeOffset ClosedAt,
    int Answered,
    double? MeanLoss,
    double? BestLoss,
    int? BestUid,
    double? MedianResponseTime,
    IReadOnlyDictionary<string, int> ReturnCodes)
{
    /// <summary>When the last response was written; nothing for rounds closed before it was noted.</summary>
    public DateTimeOffset? LastResponseAt { get; init; }

    /// <summary>Time that the closing step took, in seconds; nothing for rounds closed before it was measured.</summary>
    public double? ClosingTime { get; init; }
}
