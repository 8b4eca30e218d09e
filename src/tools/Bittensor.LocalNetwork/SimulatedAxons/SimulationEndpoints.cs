using Bittensor.LocalNetwork.SimulatedAxons.Answers;
using Bittensor.LocalNetwork.SimulatedAxons.Population;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Bittensor.LocalNetwork.SimulatedAxons;

/// <summary>What the simulation answers over HTTP.</summary>
internal static class SimulationEndpoints
{
    /// <summary>Maps the routes: one of every axon, and two about all of them.</summary>
    public static void MapSimulation(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/axons/{axon:int}/" + nameof(TextCausalLMNext), AnswerAsync);
        routes.MapGet("/axons", ListAxons);
        routes.MapGet("/health", (SimulatedNetwork network) => new { Status = "healthy", Axons = network.Axons.Count });
    }

    /// <summary>Answers TextCausalLMNext, in the binary form, as one axon does.</summary>
    private static async Task AnswerAsync(
        HttpContext context, int axon, SimulatedNetwork network, LatestTasks tasks, IOptions<SimulationOptions> options)
    {
        var asked = SynapseFormats.Binary.Read<TextCausalLMNext>(await ReadAsync(context.Request, context.RequestAborted));
        var answering = network.Axons[axon];
        var batch = tasks.Of(asked.Inputs!);
        var answer = SimulatedModel.Answer(answering, batch, asked.TopK);
        await Task.Delay(answering.Latency, context.RequestAborted);
        var chance = new Random(unchecked((options.Value.Seed * 31) + (axon * 7919) + batch.Seed));
        await answering.Behaviour.AnswerAsync(new(context.Response, answer, chance), context.RequestAborted);
    }

    /// <summary>Tells the truth about every axon, which scores are compared with.</summary>
    private static object ListAxons(SimulatedNetwork network) => network.Axons.Select(axon => new
    {
        axon.Index,
        Behaviour = axon.Behaviour.Name,
        axon.Behaviour.IsHonest,
        axon.Model,
        axon.Loss,
    });

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
