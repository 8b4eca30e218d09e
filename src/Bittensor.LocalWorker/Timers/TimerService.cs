using Bittensor.LocalWorker.Hosting;
using Bittensor.LocalWorker.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Timers;

/// <summary>Runs all timer functions while the app runs.</summary>
internal sealed class TimerService(
    FunctionApp app, FunctionInvoker invoker, IServiceScopeFactory scopes, TimeProvider clock, InvocationLifetime lifetime,
    ILogger<TimerService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        app.Of<TimerTriggerKind>().Select(found => new TimerLoop(
            found.Function, found.Kind.ScheduleOf(found.Function.Source), invoker, scopes, clock, lifetime, logger).RunAsync(stoppingToken)));
}
