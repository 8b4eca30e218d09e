using Bittensor.Axon.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon;

/// <summary>The functions that tell about the axon.</summary>
/// <param name="endpoint">Answers them.</param>
public sealed class MetadataFunctions(MetadataEndpoint endpoint)
{
    /// <summary><c>GET /health</c>: 200 once requests can be answered, 503 before.</summary>
    /// <param name="request">The request.</param>
    [Function("Health")]
    public IActionResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        endpoint.Health();

    /// <summary><c>GET /metadata</c>.</summary>
    /// <param name="request">The request.</param>
    [Function("Metadata")]
    public Task<IActionResult> MetadataAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metadata")] HttpRequest request) => endpoint.MetadataAsync(request);

    /// <summary><c>GET /openapi.json</c>.</summary>
    /// <param name="request">The request.</param>
    [Function("OpenApi")]
    public Task<IActionResult> OpenApiAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) => endpoint.OpenApiAsync(request);

    /// <summary><c>GET /</c>: a page for people.</summary>
    /// <remarks>An empty route would be the function's name, so the route is an optional segment that may have no letter. The
    /// Functions host shows its own page there unless AzureWebJobsDisableHomepage is true.</remarks>
    /// <param name="request">The request.</param>
    [Function("Home")]
    public Task<IActionResult> HomeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        endpoint.HomeAsync(request);
}
