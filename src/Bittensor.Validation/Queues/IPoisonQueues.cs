namespace Bittensor.Validation.Queues;

/// <summary>Holds the messages that failed too often: the Functions host has put them aside.</summary>
public interface IPoisonQueues
{
    /// <summary>The oldest messages of every poison queue, up to 32 of each; they stay there.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<PoisonMessage>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Puts every message back into the queue it came from, and then takes it out of the poison queue.</summary>
    /// <remarks>Whoever dies in between leaves a message in both, and the next call puts it back once more; that changes nothing,
    /// since the work of a message is done once however often it comes. Calls at the same time do not see each other's messages.</remarks>
    /// <param name="cancellationToken">Gives up; what is put back stays so.</param>
    /// <returns>Number of messages by the name of their queue.</returns>
    Task<IReadOnlyDictionary<string, int>> ReplayAsync(CancellationToken cancellationToken);

    /// <summary>Tells how many messages there are, if anybody wants to know.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task MeasureAsync(CancellationToken cancellationToken);
}
