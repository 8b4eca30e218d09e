using Azure.Core;

namespace Bittensor.Infra.Tests.DeploymentTool.Support;

/// <summary>An identity that a test's server does not check.</summary>
internal sealed class AnyToken : TokenCredential
{
    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new("token", DateTimeOffset.MaxValue);

    /// <inheritdoc/>
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
