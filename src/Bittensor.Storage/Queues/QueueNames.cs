namespace Bittensor.Storage;

/// <summary>Names of the queues, without prefix.</summary>
public static class QueueNames
{
    /// <summary>One <see cref="QueryAxonMessage"/> an axon and round.</summary>
    public const string QueryAxon = "query-axon";

    /// <summary>One <see cref="CloseRoundMessage"/> a round.</summary>
    public const string CloseRound = "close-round";
}
