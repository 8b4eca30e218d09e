using System.Text;
using Bittensor.Functions.Axon.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.About;

/// <summary><c>GET /openapi.json</c>.</summary>
/// <param name="axon">Describes the axon.</param>
/// <param name="faults">Answers what goes wrong.</param>
public sealed class OpenApiFunction(AxonDescription axon, Faults faults)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function("OpenApi")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        faults.CatchAsync(request, "openapi.json", _ => Task.FromResult<IActionResult>(Document()));

    private BytesResult Document() => new BytesResult(StatusCodes.Status200OK, "application/json", Encoding.UTF8.GetBytes(axon.OpenApi()));
}
