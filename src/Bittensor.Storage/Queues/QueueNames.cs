namespace Bittensor.Storage;

/// <summary>Names of the queues, without prefix.</summary>
public static class QueueNames
{
    /// <summary>One <see cref="QueryAxonMessage"/> an axon and round.</summary>
    public const string QueryAxon = "query-axon";

    /// <summary>One <see cref="CloseRoundMessage"/> a round.</summary>
    public const string CloseRound = "close-round";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [QueryAxon, CloseRound];

    /// <summary>Where the Functions host puts a message of a queue that failed too often.</summary>
    /// <param name="queue">Name of the queue.</param>
    public static string PoisonOf(string queue) => $"{queue}-poison";
}
