using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Bittensor.Functions.Validator.Http;

/// <summary>Answers 503 where an HTTP function failed because storage did; other triggers fail and are tried again.</summary>
/// <param name="logger">Has the rest of the story.</param>
public sealed class StorageFaults(ILogger<StorageFaults> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        try
        {
            await next(context);
        }
        catch (Exception e) when (IsStorage(e) && context.GetHttpContext() is { Response.HasStarted: false })
        {
            Log.StorageFailed(logger, context.FunctionDefinition.Name, e is AggregateException tries ? tries.InnerExceptions[^1] : e);
            await JsonResults.WriteProblemAsync(context.GetHttpContext()!.Response, 503, "The storage account cannot be reached; try again.");
        }
    }

    /// <summary>The storage clients throw one exception, or an aggregate of all their tries.</summary>
    private static bool IsStorage(Exception e) =>
        e is RequestFailedException || (e is AggregateException many && many.InnerExceptions.All(inner => inner is RequestFailedException));
}
