namespace Bittensor.Validation.Rounds;

/// <summary>One round.</summary>
/// <param name="Id">Which round.</param>
/// <param name="State">How far it is.</param>
/// <param name="Due">Tick of the timer that it belongs to; a tick starts one round at most.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Deadline">When an axon that has not answered counts as silent.</param>
/// <param name="SequenceLength">Tokens of a task that axons see, S.</param>
/// <param name="Tasks">Standard token ids; shape [B][S + held back]. Empty in a listing.</param>
/// <param name="Uids">Axons that are asked, in the order in which they are. Empty in a listing.</param>
/// <param name="AxonCount">Number of axons that are asked.</param>
/// <param name="Summary">What came of it, once it is closed.</param>
public sealed record Round(
    RoundId Id,
    RoundState State,
    DateTimeOffset Due,
    DateTimeOffset StartedAt,
    DateTimeOffset Deadline,
    int SequenceLength,
    IReadOnlyList<int[]> Tasks,
    IReadOnlyList<int> Uids,
    int AxonCount,
    RoundSummary? Summary)
{
    /// <summary>The span that started it, where anybody follows it.</summary>
    public RoundTrace? Trace { get; init; }

    /// <summary>Version of the record in its store, opaque; nothing while it is not stored.</summary>
    public string? Version { get; init; }
}

/// <summary>How far a round is.</summary>
public enum RoundState
{
    /// <summary>Its tasks are drawn; some axons may not have been asked yet.</summary>
    Started,

    /// <summary>Every axon has its message.</summary>
    FannedOut,

    /// <summary>Scores, weights and history are written.</summary>
    Closed,
}

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
