namespace Bittensor.Client;

/// <summary>One axon on the leaderboard, as the validator's API shows it.</summary>
public sealed record LeaderboardRow
{
    /// <summary>Rank, 1 for the best; equal scores share a rank.</summary>
    public int Rank { get; init; }

    /// <summary>Slot of the axon in the metagraph, 0 to 65535.</summary>
    public int Uid { get; init; }

    /// <summary>Public key of the axon.</summary>
    public string Hotkey { get; init; } = "";

    /// <summary>Name of the axon.</summary>
    public string? Name { get; init; }

    /// <summary>Name of its model.</summary>
    public string? Model { get; init; }

    /// <summary>Name of its tokenizer.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>Moving average of the TextCausalLMNext loss, in nats per token.</summary>
    public double? Loss { get; init; }

    /// <summary>Moving average of that loss on the first held-back token, in nats.</summary>
    public double? LossVal { get; init; }

    /// <summary>Moving average of the TextCausalLM loss, in nats per token; nothing where the axon does not serve it.</summary>
    public double? CausalLoss { get; init; }

    /// <summary>Moving average of the TextCausalLM loss at the held-back token, in nats.</summary>
    public double? CausalLossVal { get; init; }

    /// <summary>Parameter count of a model with that loss, by the scaling law.</summary>
    public double? EstimatedParameters { get; init; }

    /// <summary>Zeroing moving average of the score, from which the weight comes; 0 or more.</summary>
    public double Score { get; init; }

    /// <summary>Moving average of the score over the answered rounds.</summary>
    public double? PlainScore { get; init; }

    /// <summary>Preference for a client that routes requests, 0 to 1.</summary>
    public double? RoutingTarget { get; init; }

    /// <summary>Weight in the last round, 0 to 1.</summary>
    public double Weight { get; init; }

    /// <summary>Median of the last response times, in seconds.</summary>
    public double? MedianResponseTime { get; init; }

    /// <summary>Part of the rounds that the axon answered, 0 to 1.</summary>
    public double ShareAnswered { get; init; }

    /// <summary>Number of rounds that the axon answered.</summary>
    public long Answered { get; init; }

    /// <summary>Number of rounds in which the axon was asked.</summary>
    public long Queried { get; init; }

    /// <summary>Whether the axon answered in the last round.</summary>
    public bool Responded { get; init; }

    /// <summary>Moving average of pairwise synergy, in units of the score; nothing where the policy does not measure it.</summary>
    public double? Synergy { get; init; }

    /// <summary>Moving average of the group's loss without the axon less its loss with it, in nats.</summary>
    public double? LeaveOneOut { get; init; }

    /// <summary>Moving average of the divergence beyond the usual, 0 to 10.</summary>
    public double? Excess { get; init; }
}
