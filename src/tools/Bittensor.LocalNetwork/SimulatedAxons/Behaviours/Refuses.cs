using Bittensor.Protocol;
using Bittensor.Protocol.Wire;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>Has no time every other time.</summary>
internal sealed class Refuses : IBehaviour
{
    private const double Share = 0.5;

    /// <inheritdoc/>
    public string Name => "Refuses";

    /// <inheritdoc/>
    public bool IsHonest => false;

    /// <inheritdoc/>
    public Task AnswerAsync(AxonReply reply, CancellationToken cancellationToken)
    {
        if (reply.Chance.NextDouble() >= Share)
        {
            return reply.SendAsync(reply.Answer, SynapseFormats.Binary, cancellationToken);
        }

        var problem = SynapseProblem.For(ReturnCode.NucleusFull, "It serves others.");
        reply.Response.StatusCode = problem.Status!.Value;
        reply.Response.ContentType = SynapseProblem.ContentType;
        return reply.Response.Body.WriteAsync(problem.ToJson(), cancellationToken).AsTask();
    }
}
