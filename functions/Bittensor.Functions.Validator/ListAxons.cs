using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.Metagraph;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Lists the metagraph.</summary>
/// <param name="metagraph">The axons.</param>
public sealed class ListAxons(IMetagraphStore metagraph)
{
    /// <summary>GET /metagraph.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(ListAxons))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metagraph")] HttpRequest request,
        CancellationToken cancellationToken) =>
        JsonResults.Json(new { Axons = (await metagraph.ListAsync(cancellationToken)).Select(AxonView.Of) });
}
