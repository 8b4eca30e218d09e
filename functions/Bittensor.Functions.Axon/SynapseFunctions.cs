using Bittensor.Axon.Http;
using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon;

/// <summary>One function for each synapse of this repository, so that each has a span and figures of its own, and one for all others.</summary>
/// <remarks>The host maps routes in the order of function names and takes the first that matches, so the function whose route takes every
/// name must have the name that sorts last.</remarks>
/// <param name="endpoint">Answers one synapse.</param>
/// <param name="batches">Answers several.</param>
public sealed class SynapseFunctions(SynapseEndpoint endpoint, BatchEndpoint batches)
{
    /// <summary><c>POST /synapses</c>.</summary>
    /// <param name="request">The request.</param>
    [Function("Synapses")]
    public Task<IActionResult> SynapsesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "synapses")] HttpRequest request) => batches.AnswerAsync(request);

    /// <summary><c>POST /TextCausalLM</c>.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(TextCausalLM))]
    public Task<IActionResult> TextCausalLMAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = nameof(TextCausalLM))] HttpRequest request) =>
        endpoint.AnswerAsync(request, nameof(TextCausalLM));

    /// <summary><c>POST /TextCausalLMNext</c>.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(TextCausalLMNext))]
    public Task<IActionResult> TextCausalLMNextAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = nameof(TextCausalLMNext))] HttpRequest request) =>
        endpoint.AnswerAsync(request, nameof(TextCausalLMNext));

    /// <summary><c>POST /TextLastHiddenState</c>.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(TextLastHiddenState))]
    public Task<IActionResult> TextLastHiddenStateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = nameof(TextLastHiddenState))] HttpRequest request) =>
        endpoint.AnswerAsync(request, nameof(TextLastHiddenState));

    /// <summary><c>POST /TextSeq2Seq</c>.</summary>
    /// <param name="request">The request.</param>
    [Function(nameof(TextSeq2Seq))]
    public Task<IActionResult> TextSeq2SeqAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = nameof(TextSeq2Seq))] HttpRequest request) =>
        endpoint.AnswerAsync(request, nameof(TextSeq2Seq));

    /// <summary><c>POST /{synapse}</c> for synapses without a function of their own, and for those that do not exist.</summary>
    /// <param name="request">The request.</param>
    /// <param name="synapse">Name of the synapse.</param>
    [Function("UnlistedSynapse")]
    public Task<IActionResult> UnlistedSynapseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{synapse}")] HttpRequest request, string synapse) =>
        endpoint.AnswerAsync(request, synapse);
}
