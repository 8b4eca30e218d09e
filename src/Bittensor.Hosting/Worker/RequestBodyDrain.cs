using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Bittensor.Hosting.Worker;

/// <summary>Reads what a function has left of a request's body before its answer goes out.</summary>
/// <remarks>The Functions host forwards requests over HTTP/1.1 and reads the answer once it has sent the body. A server that answers
/// early and stops reading breaks that connection, and the caller gets 500 in place of the function's 413 or 401
/// (Azure/azure-functions-host, issue 10623).</remarks>
internal sealed class RequestBodyDrain : IFunctionsWorkerMiddleware
{
    private const int BufferSize = 64 << 10;

    /// <summary>Longest time for the rest of a body; then the answer goes out, whatever becomes of it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is { } http)
        {
            await DrainAsync(http);
        }
    }

    /// <summary>Reads to the end of the body.</summary>
    /// <param name="http">The request and its connection.</param>
    internal static async Task DrainAsync(HttpContext http)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(Limit);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await http.Request.Body.ReadAsync(buffer, limit.Token) > 0)
            {
                // to nowhere
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // the caller is slow, has gone, or breaks the rules of HTTP; the answer goes out all the same
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
