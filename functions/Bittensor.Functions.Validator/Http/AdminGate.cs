using System.Security.Cryptography;
using System.Text;
using Bittensor.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Bittensor.Functions.Validator.Http;

/// <summary>Lets only those change the network who know the admin key.</summary>
/// <param name="options">Holds the key.</param>
public sealed class AdminGate(IOptions<ValidatorOptions> options)
{
    /// <summary>Header that carries the key.</summary>
    public const string Header = ValidatorClient.AdminKeyHeader;

    /// <summary>Checks a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Nothing if it may pass; otherwise the refusal.</returns>
    public IActionResult? Refuse(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (options.Value.AdminKey is not { Length: > 0 } key)
        {
            return JsonResults.Problem(403, "Validator:AdminKey is not set, so nobody may do this.");
        }

        if (request.Headers[Header] is [{ } sent] && SameKey(sent, key))
        {
            return null;
        }

        return JsonResults.Problem(401, $"The {Header} header must hold the validator's admin key.");
    }

    /// <summary>Compares in a time that tells nothing about how much of the key is right.</summary>
    private static bool SameKey(string sent, string key) => CryptographicOperations.FixedTimeEquals(Hash(sent), Hash(key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>Who may change the network, from the <c>Validator</c> section.</summary>
public sealed class ValidatorOptions
{
    /// <summary>What the <c>x-admin-key</c> header must hold to register or remove axons and for poison messages. Without it nobody may.</summary>
    public string? AdminKey { get; set; }
}
