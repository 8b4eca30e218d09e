using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalHost.Http;

/// <summary>Checks the key of a request, in the header <c>x-functions-key</c> or the query value <c>code</c>.</summary>
/// <remarks>The settings <c>LocalHost__FunctionKey</c> and <c>LocalHost__MasterKey</c> stand for the keys that the Functions host
/// keeps. A level whose key is not set lets nothing pass.</remarks>
internal sealed class FunctionKeys(IConfiguration settings)
{
    private readonly string? _function = settings["LocalHost:FunctionKey"];
    private readonly string? _master = settings["LocalHost:MasterKey"];

    /// <summary>Whether a request may run a function of a level.</summary>
    /// <param name="level">Anonymous, Function or Admin, as the binding's <c>authLevel</c> has it.</param>
    /// <param name="request">The request.</param>
    public bool Allows(string? level, HttpRequest request)
    {
        if (string.Equals(level, "anonymous", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var isAdmin = string.Equals(level, "admin", StringComparison.OrdinalIgnoreCase);
        return IsMaster(request) || (!isAdmin && Same(_function, Given(request)));
    }

    /// <summary>Whether a request carries the master key.</summary>
    public bool IsMaster(HttpRequest request) => Same(_master, Given(request));

    private static string Given(HttpRequest request)
    {
        var header = request.Headers["x-functions-key"].ToString();
        return header.Length > 0 ? header : request.Query["code"].ToString();
    }

    private static bool Same(string? expected, string given) => expected is { Length: > 0 } && CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
