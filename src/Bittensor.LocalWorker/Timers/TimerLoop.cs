using Bittensor.LocalWorker.Hosting;
using Bittensor.LocalWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Timers;

/// <summary>Runs one timer function on its schedule: never two runs at a time, and occurrences missed meanwhile are skipped.</summary>
internal sealed class TimerLoop(
    LocalFunction function, ISchedule schedule, FunctionInvoker invoker, IServiceScopeFactory scopes, TimeProvider clock,
    InvocationLifetime lifetime, ILogger logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // timers cannot wait for weeks
    private static readonly TimeSpan Punctual = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);
    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Source.Trigger;
    private DateTime _last, _lastUpdated;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Runs the function until <paramref name="stopping"/>; returns after the end of its last run.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            if (_trigger.RunOnStartup)
            {
                await InvokeAsync(Now);
            }

            while (true)
            {
                var due = schedule.NextAfter(Now);
                await WaitUntilAsync(due, stopping);
                await InvokeAsync(due);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // stopped between two runs
        }
    }

    private async Task WaitUntilAsync(DateTime due, CancellationToken stopping)
    {
        for (var rest = due - Now; rest > TimeSpan.Zero; rest = due - Now)
        {
            await Task.Delay(rest < LongestWait ? rest : LongestWait, clock, stopping);
        }

        stopping.ThrowIfCancellationRequested();
    }

    private async Task InvokeAsync(DateTime due)
    {
        var now = Now;
        var info = new TimerInfo { IsPastDue = now - due > Punctual, ScheduleStatus = Status(now) };
        (_last, _lastUpdated) = (due, now);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await invoker.InvokeAsync(new LocalFunctionContext(
                function, info, new Dictionary<string, object?>(), scope.ServiceProvider, lifetime.Abandon));
        }
        catch (OperationCanceledException) when (lifetime.Abandon.IsCancellationRequested)
        {
            Log.FunctionAbandoned(logger, function.Name);
        }
        catch (Exception e)
        {
            Log.TimerFunctionFailed(logger, function.Name, e);
        }
    }

    private ScheduleStatus? Status(DateTime now)
    {
        var next = schedule.NextAfter(now);
        return _trigger.UseMonitor && schedule.NextAfter(next) - next >= ShortestMonitored
            ? new ScheduleStatus { Last = _last, Next = next, LastUpdated = _lastUpdated } : null;
    }
}
