using System.ComponentModel.DataAnnotations;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.BlobModels;

/// <summary>Opens blob containers: those of the account that <c>AzureWebJobsStorage</c> names, and those of any account by URL.</summary>
/// <remarks>The settings are those of the Functions host: <c>AzureWebJobsStorage</c> (a connection string), or
/// <c>AzureWebJobsStorage__accountName</c> or <c>__blobServiceUri</c>, with <c>__clientId</c> for a user-assigned identity.</remarks>
internal sealed class BlobContainers
{
    private const string Setting = "AzureWebJobsStorage";

    private readonly IConfiguration _configuration;
    private readonly BlobAccessOptions _options;
    private readonly HttpPipelinePolicy[] _policies;
    private readonly Lazy<BlobServiceClient> _ownAccount;

    /// <summary>Reads which account it is when a container is first asked for.</summary>
    /// <param name="configuration">Has AzureWebJobsStorage.</param>
    /// <param name="options">Time limits.</param>
    /// <param name="policies">Steps through which every call passes.</param>
    public BlobContainers(IConfiguration configuration, IOptions<BlobAccessOptions> options, IEnumerable<HttpPipelinePolicy> policies)
    {
        _configuration = configuration;
        _options = options.Value;
        _policies = [.. policies];
        _ownAccount = new(OpenOwnAccount);
    }

    /// <summary>Opens a container of the app's own account; it is not created.</summary>
    /// <param name="name">Name of the container.</param>
    /// <exception cref="InvalidOperationException">The settings do not tell where blobs are.</exception>
    public BlobContainerClient Open(string name) => _ownAccount.Value.GetBlobContainerClient(name);

    /// <summary>Opens a container of any account; it is not created.</summary>
    /// <param name="uri">URL of the container. One with a shared access signature needs nothing else; one in the app's own account is
    /// reached as that account is; any other with the app's identity.</param>
    public BlobContainerClient Open(Uri uri)
    {
        if (uri.Query.Length > 0)
        {
            return new BlobContainerClient(uri, ClientOptions());
        }

        if (IsOwn(uri))
        {
            return Open(new BlobUriBuilder(uri).BlobContainerName);
        }

        return new BlobContainerClient(uri, Identity(), ClientOptions());
    }

    private bool IsOwn(Uri uri) => _configuration.GetSection(Setting).Exists()
        && uri.AbsoluteUri.StartsWith(_ownAccount.Value.Uri.AbsoluteUri.TrimEnd('/') + '/', StringComparison.OrdinalIgnoreCase);

    private BlobServiceClient OpenOwnAccount()
    {
        if (_configuration[Setting] is { Length: > 0 } connectionString)
        {
            return new BlobServiceClient(connectionString, ClientOptions());
        }

        return new BlobServiceClient(ServiceUri(_configuration.GetSection(Setting)), Identity(), ClientOptions());
    }

    private static Uri ServiceUri(IConfigurationSection section)
    {
        if (section["blobServiceUri"] is { Length: > 0 } uri)
        {
            return new Uri(uri);
        }

        if (section["accountName"] is { Length: > 0 } account)
        {
            return new Uri($"https://{account}.blob.core.windows.net");
        }

        throw new InvalidOperationException(
            $"No storage account: set {Setting} (a connection string), {Setting}__accountName or {Setting}__blobServiceUri "
            + "(with a managed identity).");
    }

    private DefaultAzureCredential Identity() =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = _configuration[$"{Setting}:clientId"] });

    private BlobClientOptions ClientOptions()
    {
        var client = new BlobClientOptions();
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        client.Retry.MaxRetries = _options.MaxRetries;
        client.Retry.NetworkTimeout = _options.NetworkTimeout;
        foreach (var policy in _policies)
        {
            client.AddPolicy(policy, HttpPipelinePosition.PerCall);
        }

        return client;
    }
}

/// <summary>How Blob storage is reached, from the <c>Storage</c> section.</summary>
public sealed class BlobAccessOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>Time one call to storage has before it is tried again. 10 seconds by default; 1 second to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Times a failed call to storage is tried again. 4 by default; 0 to 20.</summary>
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 4;
}

/// <summary>Checks <see cref="BlobAccessOptions"/> when the app starts.</summary>
[OptionsValidator]
internal sealed partial class BlobAccessOptionsValidator : IValidateOptions<BlobAccessOptions>;
