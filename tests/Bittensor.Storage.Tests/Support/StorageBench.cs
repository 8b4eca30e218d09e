using Azure.Storage.Queues;
using Bittensor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.Storage.Tests;

/// <summary>Stores over tables and queues of their own.</summary>
internal sealed class StorageBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private readonly string _connection;
    private readonly string _prefix = "t" + Guid.NewGuid().ToString("N")[..12];
    private readonly ServiceProvider _services;

    public StorageBench(AzuriteFixture azurite)
    {
        _connection = azurite.ConnectionString;
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _connection,
            ["Storage:TablePrefix"] = _prefix,
            ["Storage:QueuePrefix"] = _prefix + "-",
        };
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton<TimeProvider>(Clock)
            .AddBittensorStorage()
            .BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public QueueClient QueueOf(string name) => new(_connection, $"{_prefix}-{name}");

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
