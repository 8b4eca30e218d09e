using Bittensor.Functions.Axon.Http;
using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.Synapses;

/// <summary><c>POST /TextCausalLMNext</c>.</summary>
/// <param name="endpoint">Answers.</param>
public sealed class TextCausalLMNextFunction(SynapseEndpoint endpoint)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(TextCausalLMNext))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = nameof(TextCausalLMNext))] HttpRequest request) =>
        endpoint.AnswerAsync(request, nameof(TextCausalLMNext));
}
