using Bittensor.Client;
using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Validation.Api;

/// <summary>Shows axons on the leaderboard.</summary>
internal static class ScoreView
{
    /// <summary>Shows an axon with its statistics.</summary>
    public static LeaderboardRow Of(int rank, RegisteredAxon axon, AxonScore? row, double weight, double lossFloor)
    {
        var statistics = row?.Statistics ?? AxonStatistics.New(axon.Hotkey);
        return new()
        {
            Rank = rank,
            Uid = axon.Uid,
            Hotkey = axon.Hotkey,
            Name = axon.Profile.Name,
            Model = axon.Profile.Model,
            Tokenizer = axon.Profile.Tokenizer,
            Loss = statistics.Loss,
            LossVal = statistics.LossVal,
            CausalLoss = statistics.CausalLoss,
            CausalLossVal = statistics.CausalLossVal,
            EstimatedParameters = statistics.EstimatedParameters,
            Score = statistics.ZeroingScore,
            PlainScore = statistics.Score,
            RoutingTarget = statistics.Loss is { } loss ? RoutingTarget.FromLoss(loss, lossFloor) : null,
            Weight = weight,
            MedianResponseTime = statistics.ResponseTimes.Median,
            ShareAnswered = statistics.ShareAnswered,
            Answered = statistics.Answered,
            Queried = statistics.Queried,
            Responded = row?.Responded ?? false,
            Synergy = statistics.Group.Synergy,
            LeaveOneOut = statistics.Group.LeaveOneOut,
            Excess = statistics.Group.Excess,
        };
    }
}
