using System.Diagnostics.Metrics;
using System.Text;
using Azure.Storage.Queues;
using Bittensor.Storage.Clients;
using Bittensor.Telemetry;
using Bittensor.Validation.Queues;

namespace Bittensor.Storage.Queues;

/// <summary>The messages that failed too often: the Functions host has put them aside.</summary>
/// <param name="clients">Where they are kept.</param>
internal sealed class PoisonQueues(StorageClients clients) : IPoisonQueues
{
    /// <summary>Messages that storage gives at a time.</summary>
    private const int Batch = 32;

    private static readonly Meter Meter = new(QueueTelemetry.Name);

    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>(
        "bittensor.queue.poison.messages", "{message}", "Messages in a poison queue.");

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PoisonMessage>> ListAsync(CancellationToken cancellationToken)
    {
        var messages = new List<PoisonMessage>();
        foreach (var name in QueueNames.All)
        {
            var poison = await clients.RawQueueAsync(QueueNames.PoisonOf(name), cancellationToken);
            var found = await poison.PeekMessagesAsync(Batch, cancellationToken);
            messages.AddRange(found.Value.Select(message => new PoisonMessage(
                name, message.MessageId, message.InsertedOn, Readable(message.Body.ToString()))));
        }

        return messages;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, int>> ReplayAsync(CancellationToken cancellationToken)
    {
        var replayed = new Dictionary<string, int>();
        foreach (var name in QueueNames.All)
        {
            replayed[name] = await ReplayAsync(
                await clients.RawQueueAsync(QueueNames.PoisonOf(name), cancellationToken),
                await clients.RawQueueAsync(name, cancellationToken),
                cancellationToken);
        }

        return replayed;
    }

    /// <inheritdoc/>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (!Waiting.Enabled)
        {
            return; // a count costs a request a queue
        }

        foreach (var name in QueueNames.All)
        {
            var count = await CountAsync(await clients.RawQueueAsync(QueueNames.PoisonOf(name), cancellationToken), cancellationToken);
            Waiting.Record(count, KeyValuePair.Create<string, object?>(AttributeNames.Queue, QueueNames.PoisonOf(name)));
        }
    }

    /// <summary>Takes no more than were there at the start: one that fails again at once must not go round for ever.</summary>
    private static async Task<int> ReplayAsync(QueueClient poison, QueueClient queue, CancellationToken cancellationToken)
    {
        var replayed = 0;
        var there = await CountAsync(poison, cancellationToken);
        while (replayed < there)
        {
            var messages = (await poison.ReceiveMessagesAsync((int)Math.Min(Batch, there - replayed), cancellationToken: cancellationToken)).Value;
            if (messages.Length == 0)
            {
                break;
            }

            foreach (var message in messages)
            {
                await queue.SendMessageAsync(message.Body, cancellationToken: cancellationToken);
                await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                replayed++;
            }
        }

        return replayed;
    }

    private static async Task<long> CountAsync(QueueClient queue, CancellationToken cancellationToken) =>
        (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCountLong;

    private static string Readable(string body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : body;
    }
}
