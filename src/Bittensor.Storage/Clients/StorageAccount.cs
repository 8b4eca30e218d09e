using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Bittensor.Storage.Clients;

/// <summary>The storage account that AzureWebJobsStorage names: by connection string, or by name and identity.</summary>
/// <remarks>
/// The settings are those of the Functions host: <c>AzureWebJobsStorage</c>, or <c>AzureWebJobsStorage__accountName</c>, or
/// <c>AzureWebJobsStorage__tableServiceUri</c> with <c>__queueServiceUri</c> and <c>__blobServiceUri</c>; and <c>__clientId</c> for a user-assigned identity.
/// </remarks>
/// <param name="ConnectionString">Connection string, where there is one.</param>
/// <param name="TableUri">Address of the table service, where an identity is used.</param>
/// <param name="QueueUri">Address of the queue service, where an identity is used.</param>
/// <param name="BlobUri">Address of the blob service, where an identity is used and it can be told.</param>
/// <param name="ClientId">Client id of a user-assigned identity.</param>
internal sealed record StorageAccount(string? ConnectionString, Uri? TableUri, Uri? QueueUri, Uri? BlobUri, string? ClientId)
{
    private const string Setting = "AzureWebJobsStorage";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">None of them is there.</exception>
    public static StorageAccount From(IConfiguration configuration)
    {
        if (configuration[Setting] is { Length: > 0 } connectionString)
        {
            return new(connectionString, null, null, null, null);
        }

        var section = configuration.GetSection(Setting);
        var account = section["accountName"];
        return new(null, ServiceUri(section, account, "table"), ServiceUri(section, account, "queue"),
            FindServiceUri(section, account, "blob"), section["clientId"]);
    }

    /// <summary>The identity that is used in place of a key.</summary>
    public TokenCredential Credential() => Identity(ClientId);

    /// <summary>The app's identity, for accounts that the settings do not name.</summary>
    public static TokenCredential Identity(IConfiguration configuration) => Identity(configuration[$"{Setting}:clientId"]);

    /// <summary>Whether the settings name an account.</summary>
    public static bool IsNamedIn(IConfiguration configuration) => configuration.GetSection(Setting).Exists();

    private static DefaultAzureCredential Identity(string? clientId) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });

    private static Uri ServiceUri(IConfigurationSection section, string? account, string service)
    {
        return FindServiceUri(section, account, service) ?? throw new InvalidOperationException(
            $"No storage account: set {Setting} (a connection string) or {Setting}__accountName (with a managed identity).");
    }

    private static Uri? FindServiceUri(IConfigurationSection section, string? account, string service)
    {
        if (section[$"{service}ServiceUri"] is { Length: > 0 } uri)
        {
            return new Uri(uri);
        }

        if (account is { Length: > 0 })
        {
            return new Uri($"https://{account}.{service}.core.windows.net");
        }

        return null;
    }
}
