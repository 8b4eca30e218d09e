using Bittensor.LocalWorker.Hosting;
using Bittensor.LocalWorker.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Http;

/// <summary>Runs one HTTP function for one request.</summary>
internal sealed class HttpFunctionEndpoint(
    LocalFunction function, FunctionInvoker invoker, FunctionKeys keys, InvocationLifetime lifetime, ILogger logger)
{
    /// <summary>Key of the <see cref="HttpContext"/> in <see cref="FunctionContext.Items"/>.</summary>
    public const string HttpContextKey = "HttpRequestContext";

    private const int ClientClosedRequest = 499;

    /// <summary>Checks the key, runs the function and writes its result. Only the log learns why a function failed.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (!keys.Allows(((HttpTriggerAttribute)function.Source.Trigger).AuthLevel, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.Abandon);
        try
        {
            await RunAsync(http, cancellation.Token);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.ClientGone(logger, function.Name);
            Refuse(http, ClientClosedRequest);
        }
        catch (OperationCanceledException) when (lifetime.Abandon.IsCancellationRequested)
        {
            Refuse(http, StatusCodes.Status503ServiceUnavailable);
        }
        catch (BadHttpRequestException e) // the body is too large, too slow or broken off
        {
            Refuse(http, e.StatusCode);
        }
        catch (Exception e)
        {
            await FailAsync(http, e);
        }
    }

    private async Task RunAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var context = new LocalFunctionContext(
            function, http, new Dictionary<string, object?>(http.Request.RouteValues, StringComparer.OrdinalIgnoreCase),
            http.RequestServices, cancellationToken);
        context.Items[HttpContextKey] = http;
        await invoker.InvokeAsync(context);
        switch (context.Result)
        {
            case IActionResult result:
                await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult result:
                await result.ExecuteAsync(http);
                break;
            default: // the function wrote the response itself
                break;
        }
    }

    private async Task FailAsync(HttpContext http, Exception exception)
    {
        var errorId = Guid.NewGuid().ToString("N");
        Log.HttpFunctionFailed(logger, function.Name, errorId, exception);
        if (Refuse(http, StatusCodes.Status500InternalServerError))
        {
            await http.Response.WriteAsJsonAsync(
                new { title = "The function failed.", status = StatusCodes.Status500InternalServerError, errorId },
                options: null, "application/problem+json");
        }
    }

    /// <summary>Answers with a status only; breaks the connection when an answer has begun, so that half of one cannot pass for
    /// a whole.</summary>
    private static bool Refuse(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return false;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
        return true;
    }
}
