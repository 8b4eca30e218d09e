using System.Text.Json;

namespace Bittensor.Storage;

/// <summary>The queues of a round; messages are base64 of JSON, as the Functions host expects.</summary>
/// <param name="clients">Where they are kept.</param>
/// <param name="clock">Dates messages.</param>
public sealed class RoundQueues(StorageClients clients, TimeProvider clock)
{
    /// <summary>Messages that are sent at the same time.</summary>
    private const int Parallelism = 16;

    /// <summary>Sends one message an axon, in the order given as far as that goes.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="uids">Which axons.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SendQueriesAsync(RoundId round, IEnumerable<int> uids, CancellationToken cancellationToken)
    {
        int[] all = [.. uids];
        using var span = QueueTelemetry.Send(QueueNames.QueryAxon, all.Length);
        var trace = MessageTrace.Here();
        var queue = await clients.QueueAsync(QueueNames.QueryAxon, cancellationToken);
        await Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (uid, token) => await queue.SendMessageAsync(
                ToJson(new QueryAxonMessage(round.Number, uid) { VisibleAt = clock.GetUtcNow(), Trace = trace }), token));
    }

    /// <summary>Sends a message that is seen after a while.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="attempt">Times the round was looked at before.</param>
    /// <param name="delay">After how long it is seen; up to 7 days, whole seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SendCloseAsync(RoundId round, int attempt, TimeSpan delay, CancellationToken cancellationToken)
    {
        using var span = QueueTelemetry.Send(QueueNames.CloseRound, 1);
        var queue = await clients.QueueAsync(QueueNames.CloseRound, cancellationToken);
        var message = ToJson(new CloseRoundMessage(round.Number, attempt) { VisibleAt = clock.GetUtcNow() + delay, Trace = MessageTrace.Here() });
        await queue.SendMessageAsync(message, delay, cancellationToken: cancellationToken);
    }

    private static string ToJson<T>(T message) => JsonSerializer.Serialize(message, JsonSerializerOptions.Web);
}
