using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.Queues;

/// <summary>Sends the messages of a round.</summary>
public interface IRoundQueues
{
    /// <summary>Sends one message an axon, in the order given as far as that goes.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="uids">Which axons.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SendQueriesAsync(RoundId round, IEnumerable<int> uids, CancellationToken cancellationToken);

    /// <summary>Sends a message that is seen after a while.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="attempt">Times the round was looked at before.</param>
    /// <param name="delay">After how long it is seen; up to 7 days, whole seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SendCloseAsync(RoundId round, int attempt, TimeSpan delay, CancellationToken cancellationToken);
}
