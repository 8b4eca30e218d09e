using System.Text.Json;
using Bittensor.Storage.Clients;
using Bittensor.Validation.Queues;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Queues;

/// <summary>The queues of a round; messages are base64 of JSON, as the Functions host expects.</summary>
/// <param name="clients">Where they are kept.</param>
/// <param name="clock">Dates messages.</param>
internal sealed class RoundQueues(StorageClients clients, TimeProvider clock) : IRoundQueues
{
    /// <summary>Messages that are sent at the same time.</summary>
    private const int Parallelism = 16;

    /// <inheritdoc/>
    public async Task SendQueriesAsync(RoundId round, IEnumerable<int> uids, CancellationToken cancellationToken)
    {
        int[] all = [.. uids];
        using var span = QueueTelemetry.Send(QueueNames.QueryAxon, all.Length);
        var trace = RoundTrace.Here();
        var queue = await clients.QueueAsync(QueueNames.QueryAxon, cancellationToken);
        await Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (uid, token) => await queue.SendMessageAsync(
                ToJson(new QueryAxonMessage(round.Number, uid) { VisibleAt = clock.GetUtcNow(), Trace = trace }), token));
    }

    /// <inheritdoc/>
    public async Task SendCloseAsync(RoundId round, int attempt, TimeSpan delay, CancellationToken cancellationToken)
    {
        using var span = QueueTelemetry.Send(QueueNames.CloseRound, 1);
        var queue = await clients.QueueAsync(QueueNames.CloseRound, cancellationToken);
        var message = ToJson(new CloseRoundMessage(round.Number, attempt) { VisibleAt = clock.GetUtcNow() + delay, Trace = RoundTrace.Here() });
        await queue.SendMessageAsync(message, delay, cancellationToken: cancellationToken);
    }

    private static string ToJson<T>(T message) => JsonSerializer.Serialize(message, JsonSerializerOptions.Web);
}
