using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Bittensor.Storage.Clients;

/// <summary>Clients of the network's tables, queues and blobs; each table and queue is created when it is first used.</summary>
public sealed class StorageClients
{
    private readonly StorageOptions _options;
    private readonly IConfiguration _configuration;
    private readonly HttpPipelinePolicy[] _steps;
    private readonly Lazy<TableServiceClient> _tableService;
    private readonly Lazy<QueueServiceClient> _queueService, _rawQueueService;
    private readonly Lazy<BlobServiceClient> _blobService;
    private readonly ConcurrentDictionary<string, CreatedOnFirstUse<TableClient>> _tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CreatedOnFirstUse<QueueClient>> _queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CreatedOnFirstUse<QueueClient>> _rawQueues = new(StringComparer.Ordinal);

    /// <summary>Reads which account it is when a client is first asked for.</summary>
    /// <param name="configuration">Has AzureWebJobsStorage.</param>
    /// <param name="options">Names and time limits.</param>
    /// <param name="policies">Steps through which every call passes, such as a test's faults.</param>
    public StorageClients(
        IConfiguration configuration, IOptions<StorageOptions> options, IEnumerable<HttpPipelinePolicy> policies)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _configuration = configuration;
        _steps = [.. policies];
        var account = new Lazy<StorageAccount>(() => StorageAccount.From(configuration));
        _tableService = new(() => TableService(account.Value, Configure(new TableClientOptions())));
        _queueService = new(() => QueueService(account.Value, QueueOptions(QueueMessageEncoding.Base64)));
        _rawQueueService = new(() => QueueService(account.Value, QueueOptions(QueueMessageEncoding.None)));
        _blobService = new(() => BlobService(account.Value, Configure(new BlobClientOptions())));
    }

    /// <summary>A table, created if it is not there.</summary>
    /// <param name="name">Name without prefix.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TableClient> TableAsync(string name, CancellationToken cancellationToken)
    {
        var created = _tables.GetOrAdd(name, key => new(
            _tableService.Value.GetTableClient(_options.TablePrefix + key),
            (table, token) => table.CreateIfNotExistsAsync(token)));
        return created.GetAsync(cancellationToken);
    }

    /// <summary>A queue, created if it is not there.</summary>
    /// <param name="name">Name without prefix.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<QueueClient> QueueAsync(string name, CancellationToken cancellationToken) =>
        QueueAsync(_queueService, _queues, name, cancellationToken);

    /// <summary>A queue whose messages are taken and put as they are, whatever they are; created if it is not there.</summary>
    /// <param name="name">Name without prefix.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<QueueClient> RawQueueAsync(string name, CancellationToken cancellationToken) =>
        QueueAsync(_rawQueueService, _rawQueues, name, cancellationToken);

    /// <summary>A blob container; it is not created.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidOperationException">The settings do not tell where blobs are.</exception>
    public BlobContainerClient Container(string name) => _blobService.Value.GetBlobContainerClient(name);

    /// <summary>A blob container of any account; it is not created.</summary>
    /// <param name="uri">Its URL. One with a shared access signature needs nothing else; one in the app's own account is reached
    /// as that is; any other with the app's identity.</param>
    public BlobContainerClient Container(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Query.Length > 0)
        {
            return new BlobContainerClient(uri, Configure(new BlobClientOptions()));
        }

        if (IsOwn(uri))
        {
            return Container(new BlobUriBuilder(uri).BlobContainerName);
        }

        return new BlobContainerClient(uri, StorageAccount.Identity(_configuration), Configure(new BlobClientOptions()));
    }

    private Task<QueueClient> QueueAsync(
        Lazy<QueueServiceClient> service, ConcurrentDictionary<string, CreatedOnFirstUse<QueueClient>> queues, string name,
        CancellationToken cancellationToken)
    {
        var created = queues.GetOrAdd(name, key => new(
            service.Value.GetQueueClient(_options.QueuePrefix + key),
            (queue, token) => queue.CreateIfNotExistsAsync(cancellationToken: token)));
        return created.GetAsync(cancellationToken);
    }

    private QueueClientOptions QueueOptions(QueueMessageEncoding encoding) =>
        Configure(new QueueClientOptions { MessageEncoding = encoding });

    private bool IsOwn(Uri uri) =>
        StorageAccount.IsNamedIn(_configuration)
        && uri.AbsoluteUri.StartsWith(_blobService.Value.Uri.AbsoluteUri.TrimEnd('/') + '/', StringComparison.OrdinalIgnoreCase);

    private static TableServiceClient TableService(StorageAccount account, TableClientOptions options)
    {
        if (account.ConnectionString is { } connection)
        {
            return new TableServiceClient(connection, options);
        }

        return new TableServiceClient(account.TableUri, account.Credential(), options);
    }

    private static QueueServiceClient QueueService(StorageAccount account, QueueClientOptions options)
    {
        if (account.ConnectionString is { } connection)
        {
            return new QueueServiceClient(connection, options);
        }

        return new QueueServiceClient(account.QueueUri, account.Credential(), options);
    }

    private static BlobServiceClient BlobService(StorageAccount account, BlobClientOptions options)
    {
        if (account.ConnectionString is { } connection)
        {
            return new BlobServiceClient(connection, options);
        }

        if (account.BlobUri is not { } uri)
        {
            throw new InvalidOperationException("Blobs need AzureWebJobsStorage__accountName or __blobServiceUri.");
        }

        return new BlobServiceClient(uri, account.Credential(), options);
    }

    private T Configure<T>(T client)
        where T : ClientOptions
    {
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        client.Retry.MaxRetries = _options.MaxRetries;
        client.Retry.NetworkTimeout = _options.NetworkTimeout;
        foreach (var policy in _steps)
        {
            client.AddPolicy(policy, HttpPipelinePosition.PerCall);
        }

        return client;
    }
}
