using Bittensor.Validation.History;

namespace Bittensor.Validation.Api;

/// <summary>One axon after one round, as it is shown.</summary>
/// <param name="Round">Number of the round.</param>
/// <param name="Uid">Which axon.</param>
/// <param name="Hotkey">Its key then.</param>
/// <param name="ReturnCode">How the round's query ended; NotAsked where there was none, which moves nothing.</param>
/// <param name="Loss">Loss of the round, in nats.</param>
/// <param name="LossVal">The same on the first held-back token, in nats.</param>
/// <param name="AverageLoss">Moving average of the loss, in nats.</param>
/// <param name="AverageLossVal">Moving average of the loss on the first held-back token, in nats.</param>
/// <param name="EstimatedParameters">Parameters of a model with that loss.</param>
/// <param name="Score">Zeroing moving average of the score.</param>
/// <param name="PlainScore">Moving average of the score over answered rounds.</param>
/// <param name="Weight">Weight, 0 to 1.</param>
/// <param name="U16">The weight as it is published, 0 to 65535.</param>
/// <param name="ResponseTime">Response time, in seconds.</param>
/// <param name="CausalLoss">TextCausalLM loss of the round, in nats.</param>
/// <param name="CausalLossVal">The same at the held-back token, in nats.</param>
/// <param name="Synergy">Moving average of pairwise synergy, in units of the score.</param>
/// <param name="CausalSynergy">The same in TextCausalLM, at the held-back token.</param>
/// <param name="LeaveOneOut">Moving average of what the group loses without the axon, in nats.</param>
/// <param name="Excess">Moving average of the divergence beyond what is usual, 0 to 10.</param>
public sealed record HistoryView(
    long Round,
    int Uid,
    string Hotkey,
    string ReturnCode,
    double? Loss,
    double? LossVal,
    double? AverageLoss,
    double? AverageLossVal,
    double? EstimatedParameters,
    double Score,
    double? PlainScore,
    double Weight,
    int U16,
    double? ResponseTime,
    double? CausalLoss,
    double? CausalLossVal,
    double? Synergy,
    double? CausalSynergy,
    double? LeaveOneOut,
    double? Excess)
{
    /// <summary>Shows a row.</summary>
    /// <param name="row">The row.</param>
    public static HistoryView Of(HistoryEntry row) => new(
        row.RoundId.Number,
        row.Uid,
        row.Hotkey,
        row.Outcome,
        row.Loss,
        row.LossVal,
        row.AverageLoss,
        row.AverageLossVal,
        row.EstimatedParameters,
        row.Score,
        row.PlainScore,
        row.Weight,
        row.Emitted,
        row.ResponseTime,
        row.Causal?.Loss,
        row.Causal?.LossVal,
        row.Group.Synergy,
        row.Group.CausalSynergy,
        row.Group.LeaveOneOut,
        row.Group.Excess);
}
