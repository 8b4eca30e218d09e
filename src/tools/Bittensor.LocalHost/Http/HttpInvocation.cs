using System.Diagnostics;
using Bittensor.LocalHost.Worker;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace Bittensor.LocalHost.Http;

/// <summary>Runs an HTTP function: tells the worker over gRPC, and forwards the request itself to the worker's HTTP address.</summary>
internal sealed class HttpInvocation(WorkerSupervisor workers, FunctionInvoker invoker, IHttpForwarder forwarder) : IDisposable
{
    private const string InvocationHeader = "x-ms-invocation-id", TraceParent = "traceparent", TraceState = "tracestate";

    private static readonly TimeSpan WorkerWait = TimeSpan.FromSeconds(30), IdlePoll = TimeSpan.FromMilliseconds(20);
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) }; // the host's

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null, // the caller's trace goes on as it came: this host exports no spans of its own
    });

    private int _running;

    /// <summary>Waits until no request is being answered.</summary>
    public async Task IdleAsync()
    {
        while (Volatile.Read(ref _running) > 0)
        {
            await Task.Delay(IdlePoll);
        }
    }

    /// <summary>Answers a request.</summary>
    public async Task RunAsync(HttpContext context, FunctionDefinition function)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await AnswerAsync(context, function);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task AnswerAsync(HttpContext context, FunctionDefinition function)
    {
        // 1. a worker; none for some seconds after one has died
        WorkerChannel worker;
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted))
        {
            limit.CancelAfter(WorkerWait);
            try
            {
                worker = await workers.ReadyAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }
        }

        // 2. the invocation, with the route's values and the caller's trace
        if (context.Request.Headers[TraceParent].Count == 0)
        {
            context.Request.Headers[TraceParent] = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";
        }

        var request = FunctionInvoker.Request(function, context.Request.Headers[TraceParent]!, context.Request.Headers[TraceState].ToString());
        request.InputData.Add(new Protos.ParameterBinding { Name = function.Parameter, Data = new() { Http = new() } });
        foreach (var (name, value) in context.GetRouteData().Values)
        {
            request.InputData[0].Data.Http.Params[name] = $"{value}";
            request.TriggerMetadata[name] = new() { String = $"{value}" };
        }

        // 3. both ways at once; the answer's headers and body come over HTTP
        context.Request.Headers[InvocationHeader] = request.InvocationId;
        var forwarding = forwarder.SendAsync(context, worker.HttpAddress!.ToString(), _client, Config, TraceTransformer.Instance).AsTask();
        var failed = false;
        try
        {
            await invoker.InvokeAsync(worker, function, request, context.RequestAborted);
        }
        catch (LocalHostException)
        {
            failed = true; // it is in the log
        }

        await forwarding;
        if (failed)
        {
            Fail(context);
        }
    }

    /// <summary>Says that the function failed, or breaks the connection: half an answer must not pass for a whole one.</summary>
    private static void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    /// <summary>Keeps the headers of a trace, which YARP leaves to the HTTP client.</summary>
    private sealed class TraceTransformer : HttpTransformer
    {
        public static readonly TraceTransformer Instance = new();

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            foreach (var header in (string[])[TraceParent, TraceState, "baggage"])
            {
                if (httpContext.Request.Headers.TryGetValue(header, out var value))
                {
                    proxyRequest.Headers.TryAddWithoutValidation(header, value.ToString());
                }
            }
        }
    }
}
