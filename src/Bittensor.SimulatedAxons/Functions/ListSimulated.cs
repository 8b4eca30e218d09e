using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.SimulatedAxons;

/// <summary>Tells the truth about every axon: what scores are compared with.</summary>
/// <param name="network">The axons.</param>
public sealed class ListSimulated(SimulatedNetwork network)
{
    /// <summary>GET /axons.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(ListSimulated))]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "axons")] HttpRequest request) =>
        new JsonResult(network.Axons.Select(axon => new
        {
            axon.Index,
            Behaviour = axon.Behaviour.Name,
            axon.Behaviour.IsHonest,
            axon.Model,
            axon.Loss,
        }));
}
