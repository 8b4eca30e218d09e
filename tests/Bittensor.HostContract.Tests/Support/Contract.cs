using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Support;

/// <summary>The contract's app with a storage that no other has: what its functions told, its queues, and hosts that share it.</summary>
/// <param name="kind">Which host serves it.</param>
/// <param name="storage">Connection string.</param>
public sealed class Contract(HostKind kind, string storage) : IAsyncDisposable
{
    /// <summary>Keys that the local host takes.</summary>
    public const string FunctionKey = "function-key-of-the-contract", MasterKey = "master-key-of-the-contract";

    private readonly List<RunningHost> _hosts = [];
    private readonly TableServiceClient _tables = new(storage);

    /// <summary>Time that anything has which must happen: machines are slow at times.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Name of its table, its host id, and the beginning of its queues' names.</summary>
    public string Name { get; } = UniqueName.Create("contract");

    /// <summary>Which host serves it.</summary>
    public HostKind Kind => kind;

    /// <summary>Starts a host and waits until the app answers.</summary>
    /// <param name="settings">Settings that it has beside the usual ones.</param>
    public Task<RunningHost> StartAsync(params (string Name, string Value)[] settings) =>
        StartAsync(AppPaths.Contract, "process", settings);

    /// <summary>Starts a host in a copy of the app's output folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="readyPath">Path that answers 200 once the app is ready.</param>
    /// <param name="settings">Settings that it has beside the usual ones.</param>
    public async Task<RunningHost> StartAsync(string folder, string readyPath, params (string Name, string Value)[] settings)
    {
        await _tables.CreateTableIfNotExistsAsync(Name);
        var host = await RunningHost.StartAsync(kind, folder, Settings(settings), readyPath);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Rows that the app's functions wrote, oldest first.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="subject">To what; all by default.</param>
    public async Task<IReadOnlyList<Row>> RowsAsync(string kind, string? subject = null)
    {
        var rows = new List<Row>();
        await foreach (var entity in _tables.GetTableClient(Name).QueryAsync<TableEntity>(row => row.PartitionKey == kind))
        {
            rows.Add(Row.Of(entity));
        }

        return [.. rows.Where(row => subject is null || row.Subject == subject)];
    }

    /// <summary>Waits until the app's functions wrote so many rows.</summary>
    public async Task<IReadOnlyList<Row>> WaitForRowsAsync(string kind, string? subject = null, int count = 1)
    {
        IReadOnlyList<Row> rows = [];
        await Eventually.TrueAsync(
            async () => (rows = await RowsAsync(kind, subject)).Count >= count, Patience, $"{count} rows {kind} {subject}");
        return rows;
    }

    /// <summary>Lets a function go on that holds a message.</summary>
    public Task ReleaseAsync(string message) => _tables.GetTableClient(Name).UpsertEntityAsync(new TableEntity("Release", message));

    /// <summary>A queue of the app; made where it is missing.</summary>
    /// <param name="name">plain, typed, failing or held; with -poison for the messages that failed too often.</param>
    /// <param name="encoding">How this client writes and reads messages.</param>
    public async Task<QueueClient> QueueAsync(string name, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var queue = new QueueClient(storage, $"{Name}-{name}", new QueueClientOptions { MessageEncoding = encoding });
        await queue.CreateIfNotExistsAsync();
        return queue;
    }

    /// <summary>Waits until a queue has no message, neither visible nor taken.</summary>
    public static Task WaitForEmptyAsync(QueueClient queue) => Eventually.TrueAsync(
        async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, Patience, $"{queue.Name} is empty");

    /// <summary>Blobs of the hosts that serve it.</summary>
    public BlobContainerClient HostBlobs() => new(storage, "azure-webjobs-hosts");

    /// <summary>Ends its hosts.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask()));

    private Dictionary<string, string> Settings((string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage,
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["AzureFunctionsWebHost__hostid"] = Name,
            ["AzureWebJobsDisableHomepage"] = "true",
            ["ContractName"] = Name,
            ["ContractSchedule"] = "*/2 * * * * *",
        };
        if (kind == HostKind.Local)
        {
            settings["LocalHost__FunctionKey"] = FunctionKey;
            settings["LocalHost__MasterKey"] = MasterKey;
        }

        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }
}

/// <summary>What a function of the contract's app told.</summary>
/// <param name="Subject">What it was about.</param>
/// <param name="Process">The worker's process id.</param>
/// <param name="At">When, by the worker's clock.</param>
/// <param name="DequeueCount">How often the message had been taken; none for other rows.</param>
/// <param name="MessageId">The message's id.</param>
/// <param name="PopReceipt">With what the host may change the message.</param>
/// <param name="IsPastDue">Whether the tick was late; none for other rows.</param>
public sealed record Row(
    string Subject, int Process, DateTimeOffset At, int? DequeueCount, string? MessageId, string? PopReceipt, bool? IsPastDue)
{
    internal static Row Of(TableEntity entity) => new(
        entity.GetString("Subject"),
        entity.GetInt32("Process")!.Value,
        entity.GetDateTimeOffset("At")!.Value,
        entity.GetInt32("DequeueCount"),
        entity.GetString("MessageId"),
        entity.GetString("PopReceipt"),
        entity.GetBoolean("IsPastDue"));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Subject} #{DequeueCount} in {Process} at {At:O}");
}
