using Bittensor.LocalHost.Protos;
using Bittensor.LocalHost.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalHost.Worker;

/// <summary>Runs functions in the worker of the moment, within host.json's <c>functionTimeout</c>.</summary>
internal sealed class FunctionInvoker(WorkerSupervisor workers, AppFolder app, ILogger<FunctionInvoker> log) : IDisposable
{
    private readonly TimeSpan _limit = app.Host.GetValue("functionTimeout", TimeSpan.FromMinutes(30));
    private readonly CancellationTokenSource _draining = new();

    /// <summary>Tells all functions that run to stop.</summary>
    public void CancelAll() => _draining.Cancel();

    /// <summary>Makes a request for a function, with the trace that it belongs to.</summary>
    /// <param name="function">The function.</param>
    /// <param name="traceParent">The caller's <c>traceparent</c>; may be empty.</param>
    /// <param name="traceState">The caller's <c>tracestate</c>; may be empty.</param>
    public static InvocationRequest Request(FunctionDefinition function, string traceParent = "", string traceState = "") => new()
    {
        InvocationId = Guid.NewGuid().ToString(),
        FunctionId = function.Id,
        TraceContext = new() { TraceParent = traceParent, TraceState = traceState },
    };

    /// <summary>Runs a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="request">What it gets.</param>
    /// <param name="cancellationToken">Tells it to stop.</param>
    /// <exception cref="LocalHostException">It failed, ran too long, or its worker ended.</exception>
    public async Task InvokeAsync(FunctionDefinition function, InvocationRequest request, CancellationToken cancellationToken) =>
        await InvokeAsync(await workers.ReadyAsync(cancellationToken), function, request, cancellationToken);

    /// <summary>Runs a function in a certain worker.</summary>
    /// <inheritdoc cref="InvokeAsync(FunctionDefinition, InvocationRequest, CancellationToken)"/>
    public async Task InvokeAsync(
        WorkerChannel worker, FunctionDefinition function, InvocationRequest request, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _draining.Token);
        try
        {
            await worker.InvokeAsync(request, stop.Token).WaitAsync(_limit, CancellationToken.None);
        }
        catch (TimeoutException exception)
        {
            Log.FunctionTimedOut(log, function.Name, _limit);
            await stop.CancelAsync();
            workers.Replace();
            throw new LocalHostException($"{function.Name} ran longer than {_limit}.", exception);
        }
        catch (LocalHostException exception)
        {
            Log.FunctionFailed(log, function.Name, exception.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _draining.Dispose();
}
