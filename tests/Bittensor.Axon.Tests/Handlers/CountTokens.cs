using System.Text.Json.Serialization;
using Bittensor.Axon.Handlers.Text;
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
internal sealed class CountTokensHandler(TextRequests requests) : TextSynapseHandler<CountTokens>(requests)
{
    protected override Task AnswerAsync(CountTokens synapse, TextRequest request, CancellationToken cancellationToken)
    {
        synapse.Tokens = request.ModelRows.Sum(row => row.Length);
        return Task.CompletedTask;
    }
}
