using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Bittensor.LocalWorker.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Queues;

/// <summary>Receives the messages of one queue and hands them to a processor, within the limits of host.json.</summary>
internal sealed class QueueListener(
    QueueClient queue, QueuesOptions options, MessageProcessor processor, TimeProvider clock, ILogger logger)
{
    private readonly PollingDelay _delay = new(options.MaxPollingInterval);
    private readonly List<Task> _running = [];

    /// <summary>Receives until <paramref name="stopping"/>; returns once everything in hand is settled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var threshold = options.NewBatchThreshold ?? options.BatchSize / 2;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                _running.RemoveAll(task => task.IsCompleted);
                if (_running.Count > threshold)
                {
                    await Task.WhenAny(_running).WaitAsync(stopping);
                    continue;
                }

                await ReceiveAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // nothing new from here on
        }

        await Task.WhenAll(_running);
    }

    private async Task ReceiveAsync(CancellationToken stopping)
    {
        try
        {
            // not cancelled half-way: messages received but unknown here would stay invisible for a whole lease
            QueueMessage[] messages = await queue.ReceiveMessagesAsync(options.BatchSize, options.LeaseDuration, CancellationToken.None);
            _running.AddRange(messages.Select(message => Task.Run(() => processor.ProcessAsync(message), CancellationToken.None)));
            if (messages.Length > 0)
            {
                _delay.Reset();
                return;
            }
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound.ToString())
        {
            await TryCreateAsync(stopping);
            return;
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            await BackOffAsync(e, stopping);
            return;
        }

        await Task.Delay(_delay.Next(), clock, stopping);
    }

    private async Task TryCreateAsync(CancellationToken stopping)
    {
        try
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: stopping);
        }
        catch (Exception e) when (StorageFault.Is(e) && !stopping.IsCancellationRequested)
        {
            await BackOffAsync(e, stopping); // it is being deleted, or the storage is away
        }
    }

    private async Task BackOffAsync(Exception e, CancellationToken stopping)
    {
        var delay = _delay.Next();
        Log.QueueUnreachable(logger, queue.Name, StorageFault.CauseOf(e), delay);
        await Task.Delay(delay, clock, stopping);
    }
}
