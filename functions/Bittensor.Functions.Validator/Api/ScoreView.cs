using Bittensor.Scoring;
using Bittensor.Storage;

namespace Bittensor.Functions.Validator;

/// <summary>One line of the leaderboard.</summary>
/// <param name="Rank">1 for the best; equal scores share a rank.</param>
/// <param name="Uid">Which axon.</param>
/// <param name="Hotkey">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Model">Its model.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Loss">Moving average of the TextCausalLMNext loss, in nats.</param>
/// <param name="LossVal">Moving average of that loss on the first held-back token, in nats.</param>
/// <param name="CausalLoss">Moving average of the TextCausalLM loss, in nats; nothing where it is not served.</param>
/// <param name="CausalLossVal">Moving average of the TextCausalLM loss at the held-back token, in nats.</param>
/// <param name="EstimatedParameters">Parameters of a model with that loss, by the scaling law.</param>
/// <param name="Score">Zeroing moving average of the score: what the weight comes from.</param>
/// <param name="PlainScore">Moving average of the score over the rounds that were answered.</param>
/// <param name="RoutingTarget">What a client may use to prefer an axon, 0 to 1.</param>
/// <param name="Weight">Weight in the last round, 0 to 1.</param>
/// <param name="MedianResponseTime">Median of the last response times, in seconds.</param>
/// <param name="ShareAnswered">Part of the rounds that was answered, 0 to 1.</param>
/// <param name="Answered">Rounds that were answered.</param>
/// <param name="Queried">Rounds in which the axon was asked.</param>
/// <param name="Responded">Whether it answered in the last round.</param>
/// <param name="Synergy">Moving average of pairwise synergy, in units of the score; nothing where the policy does not ask.</param>
/// <param name="LeaveOneOut">Moving average of what the group loses without the axon, in nats.</param>
/// <param name="Excess">Moving average of the divergence beyond what is usual, 0 to 10.</param>
public sealed record ScoreView(
    int Rank,
    int Uid,
    string Hotkey,
    string? Name,
    string? Model,
    string? Tokenizer,
    double? Loss,
    double? LossVal,
    double? CausalLoss,
    double? CausalLossVal,
    double? EstimatedParameters,
    double Score,
    double? PlainScore,
    double? RoutingTarget,
    double Weight,
    double? MedianResponseTime,
    double ShareAnswered,
    long Answered,
    long Queried,
    bool Responded,
    double? Synergy,
    double? LeaveOneOut,
    double? Excess)
{
    /// <summary>Shows an axon with its statistics.</summary>
    internal static ScoreView Of(int rank, AxonRow axon, ScoreRow? row, double weight, double lossFloor)
    {
        var statistics = row?.Statistics ?? AxonStatistics.New(axon.Hotkey);
        return new(
            rank,
            axon.Uid,
            axon.Hotkey,
            axon.Profile.Name,
            axon.Profile.Model,
            axon.Profile.Tokenizer,
            statistics.Loss,
            statistics.LossVal,
            statistics.CausalLoss,
            statistics.CausalLossVal,
            statistics.EstimatedParameters,
            statistics.ZeroingScore,
            statistics.Score,
            statistics.Loss is { } loss ? Scoring.RoutingTarget.FromLoss(loss, lossFloor) : null,
            weight,
            statistics.ResponseTimes.Median,
            statistics.ShareAnswered,
            statistics.Answered,
            statistics.Queried,
            row?.Responded ?? false,
            statistics.Group.Synergy,
            statistics.Group.LeaveOneOut,
            statistics.Group.Excess);
    }
}
