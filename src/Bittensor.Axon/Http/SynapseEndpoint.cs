using Bittensor.Axon.Handlers;
using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bittensor.Axon.Http;

/// <summary>Answers <c>POST /{synapse}</c>.</summary>
/// <param name="handlers">The synapses there are.</param>
/// <param name="executor">Computes answers.</param>
/// <param name="bodies">Reads bodies.</param>
/// <param name="guard">Decides who may ask.</param>
/// <param name="writer">Writes answers.</param>
/// <param name="exceptions">Answers requests that fail.</param>
public sealed class SynapseEndpoint(
    SynapseHandlers handlers, SynapseExecutor executor, BodyReader bodies, IRequestGuard guard, ResponseWriter writer, ExceptionHandler exceptions)
{
    /// <summary>Answers one synapse.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The synapse, by its route.</param>
    public Task<IActionResult> AnswerAsync(HttpRequest request, string name) =>
        exceptions.HandleAsync(request, name, arrival => AnswerAsync(request, name, arrival));

    private async Task<IActionResult> AnswerAsync(HttpRequest request, string name, long arrival)
    {
        // 1. What is asked, and in which form.
        var type = handlers.Catalog.Find(name) ?? throw Unknown(name);
        var form = RequestFormats.Of(request);

        // 2. Read it; the headers win over the body.
        var body = await bodies.ReadAsync(request);
        AxonTelemetry.Received(name, body.Length);
        var synapse = form.Request.Read(body, type);
        SynapseHeaders.Apply(synapse, header => request.Headers.TryGetValue(header, out var value) ? value.ToString() : null);

        // 3. Who asks.
        await guard.CheckAsync(request, [synapse], body, request.HttpContext.RequestAborted);

        // 4. Answer.
        var item = (await executor.ExecuteAsync([synapse], request.HttpContext.RequestAborted))[0];
        if (item.Failure is { } failure)
        {
            throw failure;
        }

        return writer.Success(synapse, form.Answer, arrival);
    }

    private RefusedException Unknown(string name) =>
        new(SynapseProblem.UnknownSynapse(name, handlers.Catalog.All.Select(type => type.Name)));
}
