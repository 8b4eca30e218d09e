using System.Net;
using System.Text.Json.Nodes;
using Bittensor.Client;
using Bittensor.Deployment;
using Bittensor.Infra.Tests.DeploymentTool.Support;

namespace Bittensor.Infra.Tests.DeploymentTool;

public class RegistrarTests
{
    private static readonly AxonEntry Axon = new("key-1", "small", new Uri("https://axon-small.internal.example.org"));

    [Fact]
    public async Task Register_Accepted_SendsAxonAndKey()
    {
        using var validator = new Answers(_ => new HttpResponseMessage(HttpStatusCode.OK));
        await RegisterAsync(validator);
        var (method, path, body, request) = Assert.Single(validator.Requests);
        Assert.Equal(("POST", "/metagraph"), (method, path));
        Assert.Equal("secret", Assert.Single(request.Headers.GetValues("x-admin-key")));
        var sent = JsonNode.Parse(body)!;
        Assert.Equal("key-1", (string)sent["hotkey"]!);
        Assert.Equal("small", (string)sent["name"]!);
        Assert.Equal("https://axon-small.internal.example.org", ((string)sent["url"]!).TrimEnd('/'));
    }

    [Fact]
    public async Task Register_Refused_ThrowsWithTheReasonAtOnce()
    {
        using var validator = new Answers(_ => Answers.Json(HttpStatusCode.Unauthorized, "wrong key"));
        var fault = await Assert.ThrowsAsync<DeploymentException>(() => RegisterAsync(validator));
        Assert.Contains("401 wrong key", fault.Message, StringComparison.Ordinal);
        Assert.Single(validator.Requests);
    }

    [Fact]
    public async Task Register_ValidatorStillStarts_TriesAgain()
    {
        using var validator = new Answers(request => new HttpResponseMessage(request < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK));
        await RegisterAsync(validator);
        Assert.Equal(4, validator.Requests.Count);
    }

    [Fact] // 5 minutes, 10 seconds apart
    public async Task Register_ValidatorNeverStarts_GivesUp()
    {
        using var validator = new Answers(_ => Answers.Json(HttpStatusCode.ServiceUnavailable, "starting"));
        var fault = await Assert.ThrowsAsync<DeploymentException>(() => RegisterAsync(validator));
        Assert.Contains("503 starting", fault.Message, StringComparison.Ordinal);
        Assert.Equal(31, validator.Requests.Count);
    }

    private static async Task RegisterAsync(Answers validator)
    {
        using var http = new HttpClient(validator, disposeHandler: false);
        await new Registrar(new ValidatorClient(http, new Uri("https://validator.example.org"), "secret"), new AutoAdvancingTime())
            .RegisterAsync(Axon, TestContext.Current.CancellationToken);
    }
}
