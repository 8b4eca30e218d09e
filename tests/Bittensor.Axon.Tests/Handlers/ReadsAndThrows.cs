using Bittensor.Axon.Handlers;
using Bittensor.Protocol;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>A synapse whose handler fails while it reads the pass.</summary>
public sealed class ReadsAndThrows : Synapse
{
    public override void ValidateRequest()
    {
    }
}

internal sealed class ReadsAndThrowsHandler : SynapseHandler<ReadsAndThrows>
{
    protected override Task AnswerAsync(ReadsAndThrows synapse, SynapseContext context, CancellationToken cancellationToken) =>
        context.ReadAsync(_ => throw new InvalidOperationException("secret detail"), cancellationToken);
}
