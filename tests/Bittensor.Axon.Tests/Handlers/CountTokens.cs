using System.Text.Json.Serialization;
using Bittensor.Axon.Handlers;
using Bittensor.Protocol;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>A synapse that this project adds.</summary>
public sealed class CountTokens : Synapse
{
    [JsonPropertyName("tokens")]
    public int Tokens { get; set; }

    public override void ValidateRequest()
    {
    }
}

/// <summary>Its handler; together with the contract that is all there is to it.</summary>
internal sealed class CountTokensHandler : SynapseHandler<CountTokens>
{
    protected override Task AnswerAsync(CountTokens synapse, SynapseContext context, CancellationToken cancellationToken)
    {
        synapse.Tokens = context.ModelRows.Sum(row => row.Length);
        return Task.CompletedTask;
    }
}
