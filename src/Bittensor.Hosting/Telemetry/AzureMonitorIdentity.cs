using Azure.Core;
using Azure.Identity;

namespace Bittensor.Hosting.Telemetry;

/// <summary>The identity that Application Insights is told with, by the setting that the Functions host has for it:
/// <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c>, such as <c>Authorization=AAD;ClientId=…</c>.</summary>
internal static class AzureMonitorIdentity
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Reads it.</summary>
    /// <returns>Null where it asks for no identity; the connection string's key is used then.</returns>
    public static TokenCredential? Of(string? text)
    {
        var parts = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return parts["Authorization"].Contains("AAD", StringComparer.OrdinalIgnoreCase)
            ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = parts["ClientId"].FirstOrDefault() })
            : null;
    }
}
