using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace Bittensor.Deployment;

/// <summary>The key that registers axons with the validator. It is made here and kept in the vault, so that it is in no template,
/// parameter or log.</summary>
/// <param name="secrets">The vault.</param>
internal sealed class AdminKey(SecretClient secrets)
{
    /// <summary>Name of the secret: infra/modules/types.bicep.</summary>
    public const string SecretName = "validator-admin-key";

    private const int Bytes = 32;

    /// <summary>Reads the key, and makes one first if there is none.</summary>
    /// <exception cref="RequestFailedException">The vault cannot be reached, or does not let in who asks.</exception>
    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await secrets.GetSecretAsync(SecretName, cancellationToken: cancellationToken)).Value.Value;
        }
        catch (RequestFailedException e) when (e.Status == (int)HttpStatusCode.NotFound)
        {
            var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
            return (await secrets.SetSecretAsync(SecretName, key, cancellationToken)).Value.Value;
        }
    }
}
