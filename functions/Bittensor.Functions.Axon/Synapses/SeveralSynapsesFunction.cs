using Bittensor.Functions.Axon.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.Synapses;

/// <summary><c>POST /synapses</c>.</summary>
/// <param name="endpoint">Answers.</param>
public sealed class SeveralSynapsesFunction(SeveralSynapsesEndpoint endpoint)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function("Synapses")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "synapses")] HttpRequest request) =>
        endpoint.AnswerAsync(request);
}
