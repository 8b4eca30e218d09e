using Bittensor.Axon.Handlers.Text;
using Bittensor.Protocol;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>A synapse whose handler fails while it reads the pass.</summary>
public sealed class ReadsAndThrows : Synapse
{
    public override void ValidateRequest()
    {
    }
}

internal sealed class ReadsAndThrowsHandler(TextRequests requests) : TextSynapseHandler<ReadsAndThrows>(requests)
{
    protected override Task AnswerAsync(ReadsAndThrows synapse, TextRequest request, CancellationToken cancellationToken) =>
        request.ReadAsync(_ => throw new InvalidOperationException("secret detail"), cancellationToken);
}
