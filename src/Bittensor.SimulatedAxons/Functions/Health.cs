using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.SimulatedAxons;

/// <summary>Says that the simulation answers.</summary>
/// <param name="network">The axons.</param>
public sealed class Health(SimulatedNetwork network)
{
    /// <summary>GET /health.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(Health))]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        new JsonResult(new { Status = "healthy", Axons = network.Axons.Count });
}
