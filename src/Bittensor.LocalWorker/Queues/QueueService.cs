using Bittensor.LocalWorker.Hosting;
using Bittensor.LocalWorker.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Queues;

/// <summary>Runs all queue functions while the app runs.</summary>
internal sealed class QueueService(
    FunctionApp app, QueuesOptions options, FunctionInvoker invoker, IServiceScopeFactory scopes, TimeProvider clock,
    InvocationLifetime lifetime, ILogger<QueueService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        app.Of<QueueTriggerKind>().Select(found => Listen(found.Function, found.Kind).RunAsync(stoppingToken)));

    private QueueListener Listen(LocalFunction function, QueueTriggerKind kind)
    {
        var (queue, poison) = kind.ClientsOf(function.Source);
        var processor = new MessageProcessor(function, queue, poison, options, invoker, scopes, clock, lifetime, logger);
        return new QueueListener(queue, options, processor, clock, logger);
    }
}
