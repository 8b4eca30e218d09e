using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.HostContract.App;

/// <summary>Functions that read bodies, or do not.</summary>
/// <param name="gates">Hold a function back until the test says so.</param>
/// <param name="records">Tell the test what happened.</param>
public sealed class BodyFunctions(Gates gates, Records records)
{
    private const int PieceSize = 64 << 10, PartOfLateRefusal = 1 << 20;

    /// <summary>Reads everything; answers its length and hash.</summary>
    [Function("WholeBody")]
    public async Task<IActionResult> WholeAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bodies/whole")] HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceSize];
        long length = 0;
        for (int read; (read = await request.Body.ReadAsync(piece)) > 0;)
        {
            hash.AppendData(piece, 0, read);
            length += read;
        }

        return new JsonResult(new { Length = length, Hash = Convert.ToHexString(hash.GetHashAndReset()), request.ContentLength });
    }

    /// <summary>Answers 413 without a look at the body.</summary>
    [Function("RefusesEarly")]
    public IActionResult RefuseEarly([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bodies/early")] HttpRequest request) =>
        Refusal("refused early");

    /// <summary>Answers 413 after a part of the body.</summary>
    [Function("RefusesLate")]
    public async Task<IActionResult> RefuseLateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bodies/late")] HttpRequest request)
    {
        await request.Body.ReadExactlyAsync(new byte[PartOfLateRefusal]);
        return Refusal("refused late");
    }

    /// <summary>Reads the first byte, tells the test, and reads the rest.</summary>
    [Function("SlowBody")]
    public async Task<IActionResult> SlowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bodies/slow/{id}")] HttpRequest request, string id)
    {
        await request.Body.ReadExactlyAsync(new byte[1]);
        await records.AddAsync("FirstByte", id);
        using var rest = new MemoryStream();
        await request.Body.CopyToAsync(rest);
        return new JsonResult(new { Length = rest.Length + 1 });
    }

    /// <summary>Sends a piece at once, and another when the gate is open.</summary>
    [Function("Pieces")]
    public async Task PiecesAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pieces/{id}")] HttpRequest request, string id)
    {
        var response = request.HttpContext.Response;
        response.ContentType = "text/plain";
        await response.WriteAsync("first\n");
        await response.Body.FlushAsync();
        await gates.OpenedAsync(id);
        await response.WriteAsync("last\n");
    }

    /// <summary>Answers when the gate is open.</summary>
    [Function("Waits")]
    public async Task<IActionResult> WaitAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waits/{id}")] HttpRequest request, string id)
    {
        await gates.OpenedAsync(id);
        return new OkObjectResult(id);
    }

    /// <summary>Opens a gate.</summary>
    [Function("OpensGate")]
    public IActionResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gates/{id}")] HttpRequest request, string id)
    {
        gates.Open(id);
        return new NoContentResult();
    }

    /// <summary>Waits until the caller hangs up, and tells the test.</summary>
    [Function("Cancelled")]
    public async Task CancelledAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cancelled/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.HttpContext.RequestAborted);
        await records.AddAsync("CancellationAwaited", id);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await records.AddAsync("CancellationSeen", id);
    }

    /// <summary>Fails.</summary>
    [Function("Throws")]
    public IActionResult Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request) =>
        throw new InvalidOperationException("The contract's own failure.");

    private static ContentResult Refusal(string text) =>
        new() { Content = text, ContentType = "text/plain", StatusCode = StatusCodes.Status413PayloadTooLarge };
}
