using Bittensor.Functions.Axon.Http;
using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.Synapses;

/// <summary><c>POST /TextCausalLM</c>.</summary>
/// <param name="endpoint">Answers.</param>
public sealed class TextCausalLMFunction(SynapseEndpoint endpoint)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(TextCausalLM))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = nameof(TextCausalLM))] HttpRequest request) =>
        endpoint.AnswerAsync(request, nameof(TextCausalLM));
}
