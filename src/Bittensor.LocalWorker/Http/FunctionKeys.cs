using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalWorker.Http;

/// <summary>Decides whether a request carries the key its function needs, in header <c>x-functions-key</c> or query value
/// <c>code</c>. Core Tools let everything pass; the local worker does not, so that it can be tested. A level whose key is not
/// configured lets nothing pass.</summary>
internal sealed class FunctionKeys(IConfiguration configuration)
{
    /// <summary>Setting that holds the key of <see cref="AuthorizationLevel.Function"/>.</summary>
    public const string FunctionSetting = "LocalWorker:Keys:Function";

    /// <summary>Setting that holds the admin key; it opens every function.</summary>
    public const string AdminSetting = "LocalWorker:Keys:Admin";

    private const string Header = "x-functions-key", Query = "code";

    /// <summary>Whether any request can reach functions of this level.</summary>
    public bool CanPass(AuthorizationLevel level) => level == AuthorizationLevel.Anonymous || Accepted(level).Any();

    /// <summary>Whether the request may run a function of this level.</summary>
    public bool Allows(AuthorizationLevel level, HttpRequest request)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        var given = request.Headers[Header].ToString() is { Length: > 0 } header ? header : request.Query[Query].ToString();
        return Accepted(level).Aggregate(false, (found, key) => found | Same(key, given)); // same time for every wrong key
    }

    private IEnumerable<string> Accepted(AuthorizationLevel level)
    {
        string?[] keys = [configuration[AdminSetting], level == AuthorizationLevel.Function ? configuration[FunctionSetting] : null];
        return keys.OfType<string>().Where(key => key.Length > 0);
    }

    private static bool Same(string expected, string given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
