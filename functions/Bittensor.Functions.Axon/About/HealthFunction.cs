using Bittensor.Inference.Handlers;
using Bittensor.Inference.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.About;

/// <summary><c>GET /health</c>: 200 once requests can be answered, 503 before.</summary>
/// <param name="serving">Whether the axon is ready.</param>
/// <param name="source">Where the model comes from.</param>
public sealed class HealthFunction(IServingState serving, IModelFolderSource source)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function("Health")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request)
    {
        var (state, reason) = (serving.State, serving.FailureReason);
        var status = state == ModelState.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var progress = state == ModelState.Loading ? source.Progress : null;
        return JsonAnswer.Of(status, new HealthReport(state.ToString().ToLowerInvariant(), reason, progress));
    }
}
