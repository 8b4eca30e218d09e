using Microsoft.AspNetCore.Mvc;

namespace Bittensor.Axon.Http;

/// <summary>An answer whose bytes are there already.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="contentType">Media type.</param>
/// <param name="body">The body.</param>
/// <param name="headers">Further headers.</param>
internal sealed class BytesResult(
    int status, string contentType, ReadOnlyMemory<byte> body, IEnumerable<KeyValuePair<string, string>>? headers = null) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        foreach (var (name, value) in headers ?? [])
        {
            response.Headers[name] = value;
        }

        try
        {
            await response.Body.WriteAsync(body, context.HttpContext.RequestAborted);
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // the caller has gone; there is nobody left to tell
        }
    }
}
