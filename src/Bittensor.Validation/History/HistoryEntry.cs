using Bittensor.Protocol;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.History;

/// <summary>What one axon's statistics were after one round.</summary>
/// <param name="Uid">Which axon.</param>
/// <param name="RoundId">Which round.</param>
/// <param name="Hotkey">Its key in that round.</param>
/// <param name="ReturnCode">How the round's query ended.</param>
/// <param name="Loss">Loss of the round, in nats.</param>
/// <param name="LossVal">Loss of the round on the first held-back token, in nats.</param>
/// <param name="AverageLoss">Moving average of the loss after the round, in nats.</param>
/// <param name="AverageLossVal">Moving average of the loss on the first held-back token, in nats.</param>
/// <param name="EstimatedParameters">Scaling law at the moving average.</param>
/// <param name="Score">Zeroing moving average of the score: what the weight comes from.</param>
/// <param name="PlainScore">Moving average of the score over answered rounds.</param>
/// <param name="Weight">Weight after the round, 0 to 1.</param>
/// <param name="ResponseTime">Response time in the round, in seconds.</param>
public sealed record HistoryEntry(
    int Uid,
    RoundId RoundId,
    string Hotkey,
    ReturnCode ReturnCode,
    double? Loss,
    double? LossVal,
    double? AverageLoss,
    double? AverageLossVal,
    double? EstimatedParameters,
    double Score,
    double? PlainScore,
    double Weight,
    double? ResponseTime)
{
    /// <summary>TextCausalLM losses of the round, in nats; nothing where it was not measured.</summary>
    public LossMeasures? Causal { get; init; }

    /// <summary>Moving averages of what the axon was worth beside the others; nothing where the scoring policy does not ask.</summary>
    public GroupTerms Group { get; init; } = GroupTerms.None;

    /// <summary>Weight as it is published, 0 to 65535.</summary>
    public ushort Emitted { get; init; }

    /// <summary>Whether the axon had its chance to answer; where not, the round moved nothing.</summary>
    public bool WasAsked { get; init; } = true;

    /// <summary>The return code by name, or <see cref="AxonResult.NotAsked"/>.</summary>
    public string Outcome => WasAsked ? ReturnCode.ToString() : AxonResult.NotAsked;
}
