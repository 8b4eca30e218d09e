using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.AspNetCore.Http;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>An answer on its way.</summary>
/// <param name="Response">Where it goes.</param>
/// <param name="Answer">What the model says.</param>
/// <param name="Chance">The axon's chance in this round.</param>
public sealed record AxonReply(HttpResponse Response, TextCausalLMNext Answer, Random Chance)
{
    /// <summary>Sends an answer.</summary>
    /// <param name="answer">The model's, or another one.</param>
    /// <param name="format">The form to write it in.</param>
    /// <param name="cancellationToken">The validator hangs up.</param>
    public Task SendAsync(TextCausalLMNext answer, ISynapseFormat format, CancellationToken cancellationToken)
    {
        var body = format.Write(answer);
        Begin(format, body.Length);
        return Response.Body.WriteAsync(body, cancellationToken).AsTask();
    }

    /// <summary>Begins a successful answer.</summary>
    /// <param name="format">Its form.</param>
    /// <param name="length">Its bytes; nothing where it does not say.</param>
    public void Begin(ISynapseFormat format, long? length)
    {
        Response.StatusCode = StatusCodes.Status200OK;
        Response.ContentType = format.ContentType;
        Response.ContentLength = length;
    }
}
