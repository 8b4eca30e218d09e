using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues;
using Bittensor.Functions.Validator;
using Bittensor.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.Validation.Tests;

/// <summary>Calls the functions that have a timer or a queue: the timer's every second, a queue's for each message. A message whose
/// function fails comes again; the host's other rules are not those of this class.</summary>
internal sealed partial class TriggerLoop(IServiceProvider services, IConfiguration configuration, ILogger<TriggerLoop> logger) : BackgroundService
{
    /// <summary>Name of the source of the spans around calls.</summary>
    public const string Source = "Bittensor.Validation.Tests";

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1), Poll = TimeSpan.FromMilliseconds(50), Lease = TimeSpan.FromSeconds(30);
    private static readonly ActivitySource Spans = new(Source);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RunTimerAsync(stoppingToken),
        RunQueueAsync<QueryAxonMessage>(QueueNames.QueryAxon, nameof(QueryAxon), Create<QueryAxon>().RunAsync, stoppingToken),
        RunQueueAsync<CloseRoundMessage>(QueueNames.CloseRound, nameof(CloseRound), Create<CloseRound>().RunAsync, stoppingToken));

    private T Create<T>() => ActivatorUtilities.CreateInstance<T>(services);

    private async Task RunTimerAsync(CancellationToken stopping)
    {
        var function = Create<StartRound>();
        using var timer = new PeriodicTimer(Tick);
        do
        {
            await TryCallAsync(nameof(StartRound), () => function.RunAsync(new TimerInfo(), stopping), stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task RunQueueAsync<T>(string name, string function, Func<T, CancellationToken, Task> call, CancellationToken stopping)
    {
        var queue = new QueueClient(configuration["AzureWebJobsStorage"], name, new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync(cancellationToken: stopping);
        using var timer = new PeriodicTimer(Poll);
        do
        {
            while ((await queue.ReceiveMessageAsync(Lease, stopping)).Value is { } received)
            {
                var message = received.Body.ToObjectFromJson<T>(JsonSerializerOptions.Web)!;
                if (await TryCallAsync(function, () => call(message, stopping), stopping))
                {
                    await queue.DeleteMessageAsync(received.MessageId, received.PopReceipt, stopping);
                }
                else
                {
                    await queue.UpdateMessageAsync(received.MessageId, received.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: stopping);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task<bool> TryCallAsync(string function, Func<Task> call, CancellationToken stopping)
    {
        using var span = Spans.StartActivity($"function {function}");
        try
        {
            await call();
            return true;
        }
#pragma warning disable CA1031 // the function may throw anything; it is called again
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailure(logger, function, exception);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Function} failed")]
    private static partial void LogFailure(ILogger logger, string function, Exception exception);
}
