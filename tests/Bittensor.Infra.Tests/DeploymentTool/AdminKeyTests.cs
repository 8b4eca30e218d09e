using System.Net;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Bittensor.Deployment;
using Bittensor.Infra.Tests.DeploymentTool.Support;

namespace Bittensor.Infra.Tests.DeploymentTool;

public class AdminKeyTests
{
    private const string Known = """{"value": "known", "id": "https://vault.vault.azure.net/secrets/validator-admin-key/1", "attributes": {"enabled": true}}""";

    private const string Missing = """{"error": {"code": "SecretNotFound", "message": "not found"}}""";

    [Fact]
    public async Task Ensure_KeyIsThere_ReadsItAndWritesNothing()
    {
        using var vault = new Answers(_ => Answers.Json(HttpStatusCode.OK, Known));
        Assert.Equal("known", await EnsureAsync(vault));
        Assert.All(vault.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Ensure_NoKey_MakesOneOf32RandomBytes()
    {
        var keys = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            using var vault = new Answers(request => request == 0 ? Answers.Json(HttpStatusCode.NotFound, Missing) : Answers.Json(HttpStatusCode.OK, Known));
            await EnsureAsync(vault);
            var (method, path, body, _) = vault.Requests[^1];
            Assert.Equal(("PUT", "/secrets/validator-admin-key"), (method, path));
            keys.Add((string)JsonNode.Parse(body)!["value"]!);
        }

        Assert.All(keys, key => Assert.Matches("^[A-Za-z0-9_-]{43}$", key)); // base64url of 32 bytes
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public async Task Ensure_NotAllowed_Throws()
    {
        using var vault = new Answers(_ => Answers.Json(HttpStatusCode.Forbidden, """{"error": {"code": "Forbidden", "message": "no role"}}"""));
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => EnsureAsync(vault));
        Assert.Equal(403, fault.Status);
    }

    private static async Task<string> EnsureAsync(Answers vault)
    {
        using var http = new HttpClient(new Challenge(vault), disposeHandler: false);
        var options = new SecretClientOptions { Transport = new HttpClientTransport(http), DisableChallengeResourceVerification = true };
        var client = new SecretClient(new Uri("https://vault.vault.azure.net"), new AnyToken(), options);
        return await new AdminKey(client).EnsureAsync(TestContext.Current.CancellationToken);
    }
}
