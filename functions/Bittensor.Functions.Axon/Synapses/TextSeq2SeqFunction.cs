using Bittensor.Functions.Axon.Http;
using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.Synapses;

/// <summary><c>POST /TextSeq2Seq</c>.</summary>
/// <param name="endpoint">Answers.</param>
public sealed class TextSeq2SeqFunction(SynapseEndpoint endpoint)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(TextSeq2Seq))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = nameof(TextSeq2Seq))] HttpRequest request) =>
        endpoint.AnswerAsync(request, nameof(TextSeq2Seq));
}
