using Bittensor.Axon.Handlers;
using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bittensor.Axon.Http;

/// <summary>Answers <c>POST /synapses</c>: several synapses over the same inputs, from one forward pass where they share it.</summary>
/// <param name="handlers">The synapses there are.</param>
/// <param name="executor">Computes answers.</param>
/// <param name="bodies">Reads bodies.</param>
/// <param name="guard">Decides who may ask.</param>
/// <param name="writer">Writes answers.</param>
/// <param name="exceptions">Answers requests that fail.</param>
public sealed class BatchEndpoint(
    SynapseHandlers handlers, SynapseExecutor executor, BodyReader bodies, IRequestGuard guard, ResponseWriter writer, ExceptionHandler exceptions)
{
    private const string Name = "synapses";

    /// <summary>Answers them in order, each with its own return code.</summary>
    /// <param name="request">The request.</param>
    public Task<IActionResult> AnswerAsync(HttpRequest request) =>
        exceptions.HandleAsync(request, Name, arrival => AnswerAsync(request, arrival));

    private async Task<IActionResult> AnswerAsync(HttpRequest request, long arrival)
    {
        var form = RequestFormats.Of(request);
        var body = await bodies.ReadAsync(request);
        AxonTelemetry.Received(Name, body.Length);
        var asked = form.Request.ReadMany(body, handlers.Catalog);
        Synapse[] readable = [.. asked.Items.Select(item => item.Synapse).OfType<Synapse>()];
        await guard.CheckAsync(request, readable, body, request.HttpContext.RequestAborted);
        if (readable.Length > 0)
        {
            asked.Items = Merge(asked.Items, await executor.ExecuteAsync(readable, request.HttpContext.RequestAborted));
        }

        Count(asked.Items);
        return writer.Batch(asked, form.Answer, arrival);
    }

    private void Count(IReadOnlyList<MultiSynapseItem> items)
    {
        foreach (var item in items)
        {
            AxonTelemetry.Answered(handlers.Catalog.Find(item.Name)?.Name, item.ReturnCode);
        }
    }

    /// <summary>Puts the answers where the readable synapses stood.</summary>
    private static List<MultiSynapseItem> Merge(IReadOnlyList<MultiSynapseItem> asked, IReadOnlyList<MultiSynapseItem> answered)
    {
        var next = 0;
        return [.. asked.Select(item => item.Synapse is null ? item : answered[next++])];
    }
}
