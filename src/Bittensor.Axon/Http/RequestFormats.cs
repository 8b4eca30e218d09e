using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.AspNetCore.Http;

namespace Bittensor.Axon.Http;

/// <summary>The form a request is written in, and the one its answer is wanted in.</summary>
/// <param name="Request">Of the body.</param>
/// <param name="Answer">Of the answer.</param>
internal readonly record struct RequestFormats(ISynapseFormat Request, ISynapseFormat Answer)
{
    /// <summary>Reads Content-Type and Accept.</summary>
    /// <exception cref="RefusedException">The body has a form or an encoding that is not spoken here; 415.</exception>
    public static RequestFormats Of(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        var type = request.ContentType;
        if (encoding is not ("" or "identity"))
        {
            type = $"{type}, encoded as {encoding}";
        }

        var format = SynapseFormats.ForContentType(type) ?? throw new RefusedException(SynapseProblem.UnknownContentType(type));
        return new RequestFormats(format, SynapseFormats.ForAccept(request.Headers.Accept, format));
    }
}

/// <summary>A request that HTTP itself has a status for, before a synapse is known.</summary>
/// <param name="problem">What the caller is told.</param>
internal sealed class RefusedException(SynapseProblem problem) : Exception(problem.Message)
{
    /// <summary>What the caller is told.</summary>
    public SynapseProblem Problem { get; } = problem;
}
