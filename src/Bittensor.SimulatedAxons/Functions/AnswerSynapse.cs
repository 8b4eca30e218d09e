using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Bittensor.SimulatedAxons;

/// <summary>Answers TextCausalLMNext for every axon.</summary>
/// <param name="network">The axons.</param>
/// <param name="tasks">The tasks of the round.</param>
/// <param name="options">Chance.</param>
public sealed class AnswerSynapse(SimulatedNetwork network, LatestTasks tasks, IOptions<SimulationOptions> options)
{
    /// <summary>POST /axons/{axon}/TextCausalLMNext.</summary>
    /// <param name="request">The request, in the binary form.</param>
    /// <param name="axon">Index of the axon.</param>
    /// <param name="cancellationToken">The caller hangs up.</param>
    [Function(nameof(AnswerSynapse))]
    public async Task RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "axons/{axon}/" + nameof(TextCausalLMNext))] HttpRequest request,
        int axon,
        CancellationToken cancellationToken)
    {
        var asked = SynapseFormats.Binary.Read<TextCausalLMNext>(await ReadAsync(request, cancellationToken));
        var (answering, batch) = (network.Axons[axon], tasks.Of(asked.Inputs!));
        var answer = SimulatedModel.Answer(answering, batch, asked.TopK);
        await Task.Delay(answering.Latency, cancellationToken);
        var chance = new Random(unchecked((options.Value.Seed * 31) + (axon * 7919) + batch.Seed));
        await answering.Behaviour.AnswerAsync(new(request.HttpContext.Response, answer, chance), cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
