using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Bittensor.LocalWorker.Hosting;
using Bittensor.LocalWorker.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Queues;

/// <summary>Runs a queue function for one message and settles the message afterwards.</summary>
internal sealed class MessageProcessor(
    LocalFunction function, QueueClient queue, QueueClient poison, QueuesOptions options, FunctionInvoker invoker,
    IServiceScopeFactory scopes, TimeProvider clock, InvocationLifetime lifetime, ILogger logger)
{
    /// <summary>Time a function has after its cancellation before its message is released without it.</summary>
    private static readonly TimeSpan AfterCancellation = TimeSpan.FromSeconds(3);

    /// <summary>Works on a received message until it is deleted, moved to the poison queue or visible again.</summary>
    public async Task ProcessAsync(QueueMessage message)
    {
        await using var lease = new MessageLease(queue, message, options.LeaseDuration, clock, logger);
        lease.Start();
        try
        {
            // 1. a message whose tries all ended with a crash never reached step 4
            if (message.DequeueCount > options.MaxDequeueCount)
            {
                await PoisonAsync(message, lease);
                return;
            }

            // 2. run; 3. done
            await RunAsync(message);
            await lease.DeleteAsync(CancellationToken.None);
        }
        catch (Exception) when (lifetime.Abandon.IsCancellationRequested)
        {
            // 4a. the app stops: not the message's fault, whoever comes next may have it at once
            await SettleAsync(message, () => lease.ReleaseAsync(TimeSpan.Zero, CancellationToken.None));
            Log.MessageReleased(logger, message.MessageId, queue.Name);
        }
        catch (Exception e)
        {
            // 4b. one more try, or none
            Log.QueueFunctionFailed(logger, function.Name, message.MessageId, queue.Name, message.DequeueCount, options.MaxDequeueCount, e);
            await SettleAsync(message, () => message.DequeueCount >= options.MaxDequeueCount
                ? PoisonAsync(message, lease)
                : lease.ReleaseAsync(options.VisibilityTimeout, CancellationToken.None));
        }
    }

    private async Task RunAsync(QueueMessage message)
    {
        var decoded = QueueMessageText.Decode(message, options);
        var scope = scopes.CreateAsyncScope();
        var run = InvokeAsync(scope, decoded);

        // a function that does not look at its token must not keep its message from others
        using var abandoned = new CancellationTokenSource();
        await using var registration = lifetime.Abandon.Register(() => abandoned.CancelAfter(AfterCancellation));
        await run.WaitAsync(abandoned.Token);
    }

    private async Task InvokeAsync(AsyncServiceScope scope, QueueMessage message)
    {
        await using (scope)
        {
            await Task.Yield(); // a function that computes without waiting must not hold up the rest of its batch
            await invoker.InvokeAsync(new LocalFunctionContext(
                function, message, QueueBindingData.Of(message), scope.ServiceProvider, lifetime.Abandon));
        }
    }

    /// <summary>Copies the message before deleting it: twice is better than never.</summary>
    private async Task PoisonAsync(QueueMessage message, MessageLease lease)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.Body, cancellationToken: CancellationToken.None);
        await lease.DeleteAsync(CancellationToken.None);
        Log.MessagePoisoned(logger, message.MessageId, queue.Name, poison.Name, message.DequeueCount);
    }

    private async Task SettleAsync(QueueMessage message, Func<Task> settle)
    {
        try
        {
            await settle();
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            Log.CompletionFailed(logger, message.MessageId, queue.Name, e);
        }
    }
}
