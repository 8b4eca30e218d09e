using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.Tests.Wire;

public class SynapseFormatsTests
{
    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("Application/JSON; charset=utf-8", "application/json")]
    [InlineData("application/vnd.bittensor.synapse", "application/vnd.bittensor.synapse")]
    [InlineData("application/vnd.bittensor.synapse2", null)]
    [InlineData("text/plain", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void ForContentType_Header_PicksTheForm(string? header, string? expected) =>
        Assert.Equal(expected, SynapseFormats.ForContentType(header)?.ContentType);

    [Theory]
    [InlineData(null, "application/json", "application/json")]
    [InlineData("*/*", "application/vnd.bittensor.synapse", "application/vnd.bittensor.synapse")]
    [InlineData("text/html", "application/vnd.bittensor.synapse", "application/vnd.bittensor.synapse")]
    [InlineData("application/vnd.bittensor.synapse", "application/json", "application/vnd.bittensor.synapse")]
    [InlineData("application/json;q=0.5, application/vnd.bittensor.synapse", "application/json", "application/vnd.bittensor.synapse")]
    [InlineData("application/json, application/vnd.bittensor.synapse", "application/vnd.bittensor.synapse", "application/vnd.bittensor.synapse")]
    [InlineData("application/json;q=0.9, */*;q=0.1", "application/vnd.bittensor.synapse", "application/json")]
    public void ForAccept_Header_PicksTheForm(string? accept, string request, string expected) =>
        Assert.Equal(expected, SynapseFormats.ForAccept(accept, SynapseFormats.ForContentType(request)!).ContentType);
}
