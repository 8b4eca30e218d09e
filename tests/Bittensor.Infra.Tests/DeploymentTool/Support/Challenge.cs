using System.Net;

namespace Bittensor.Infra.Tests.DeploymentTool.Support;

/// <summary>Asks for a token first, as a key vault does: until then the client sends no body.</summary>
internal sealed class Challenge(HttpMessageHandler vault) : DelegatingHandler(vault)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var answer = new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request };
        answer.Headers.Add("WWW-Authenticate", "Bearer authorization=\"https://login.example.org/tenant\", resource=\"https://vault.azure.net\"");
        return Task.FromResult(answer);
    }
}
