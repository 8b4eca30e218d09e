using Bittensor.Functions.Axon.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.About;

/// <summary><c>GET /metadata</c>.</summary>
/// <param name="axon">Describes the axon.</param>
/// <param name="faults">Answers what goes wrong.</param>
public sealed class MetadataFunction(AxonDescription axon, Faults faults)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function("Metadata")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metadata")] HttpRequest request) =>
        faults.CatchAsync(request, "metadata", _ => Task.FromResult(JsonAnswer.Of(StatusCodes.Status200OK, axon.Metadata())));
}
