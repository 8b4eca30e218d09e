using Bittensor.Functions.Axon.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.Synapses;

/// <summary><c>POST /{synapse}</c> for every synapse without a function of its own, and for those that do not exist.</summary>
/// <param name="endpoint">Answers.</param>
public sealed class AnySynapseFunction(SynapseEndpoint endpoint)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="synapse">Name of the synapse.</param>
    [Function("AnySynapse")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{synapse}")] HttpRequest request, string synapse) =>
        endpoint.AnswerAsync(request, synapse);
}
