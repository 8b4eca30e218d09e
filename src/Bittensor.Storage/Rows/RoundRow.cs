using Azure;

namespace Bittensor.Storage;

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
public sealed record RoundRow(
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

    /// <summary>Version that was read.</summary>
    internal ETag ETag { get; init; }
}
