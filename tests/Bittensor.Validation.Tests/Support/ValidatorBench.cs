using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Bittensor.Client;
using Bittensor.Functions.Validator;
using Bittensor.Storage.Queues;
using Bittensor.Storage.Rows;
using Bittensor.Testing;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.Validation.Tests;

/// <summary>A validator without its host: a clock, axons and tasks of the test, and tables and queues of its own on Azurite.</summary>
internal sealed class ValidatorBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private readonly string _connection;
    private readonly string _prefix;
    private readonly (string Key, string Value)[] _settings;
    private ServiceProvider _process;

    public ValidatorBench(AzuriteFixture azurite, params (string Key, string Value)[] settings)
    {
        _settings = settings;
        _connection = azurite.ConnectionString;
        _prefix = "t" + Guid.NewGuid().ToString("N")[..12];
        _process = StartProcess(new CrashPolicy());
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public FakeDendrite Axons { get; } = new();

    public CrashPolicy Storage { get; private set; } = null!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _process.GetRequiredService<T>();

    /// <summary>The process dies and another one starts.</summary>
    public async Task RestartAsync(CrashPolicy storage)
    {
        await _process.DisposeAsync();
        _process = StartProcess(storage);
    }

    public async Task RegisterAsync(params int[] axons)
    {
        foreach (var axon in axons)
        {
            await Get<IMetagraphStore>().RegisterAsync(new($"hotkey{axon}", FakeDendrite.UrlOf(axon), AxonProfile.Unknown), Token);
        }
    }

    public Task TickAsync(DateTimeOffset? tick = null) => Get<RoundStarter>().TickAsync(tick ?? Clock.GetUtcNow(), Token);

    /// <summary>Runs a round as an undisturbed process does.</summary>
    public async Task<RoundId> RunRoundAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(10));
        await TickAsync();
        await WorkAsync();
        var newest = (await Get<IRoundStore>().ListAsync(1, null, Token))[0].Id;
        Assert.True((await Get<RoundCloser>().TryCloseAsync(newest, Token)).IsClosed);
        return newest;
    }

    /// <summary>Takes every message that is there; one whose work fails comes back, at once rather than when its lease ends.</summary>
    public async Task WorkAsync(int deliveries = 1)
    {
        var queue = QueueOf(QueueNames.QueryAxon);
        await queue.CreateIfNotExistsAsync(cancellationToken: Token);
        while ((await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(5), Token)).Value is { } received)
        {
            var message = received.Body.ToObjectFromJson<QueryAxonMessage>(JsonSerializerOptions.Web)!;
            try
            {
                for (var delivery = 0; delivery < deliveries; delivery++)
                {
                    await Get<AxonExaminer>().ExamineAsync(new(message.RoundId), message.Uid, Token);
                }
            }
            catch (CrashException)
            {
                await queue.UpdateMessageAsync(received.MessageId, received.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Token);
                throw;
            }

            await queue.DeleteMessageAsync(received.MessageId, received.PopReceipt, Token);
        }
    }

    public QueueClient QueueOf(string name) => new(_connection, $"{_prefix}-{name}", new() { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>Every row of every table as text, without what storage adds by itself, and without traces: a round has one, of its own,
    /// where any test that runs beside this one listens.</summary>
    public async Task<IReadOnlyList<string>> DumpAsync()
    {
        var lines = new List<string>();
        foreach (var table in new[] { TableNames.Metagraph, TableNames.Rounds, TableNames.Responses, TableNames.Scores, TableNames.ScoreHistory, TableNames.Weights })
        {
            var client = new TableClient(_connection, _prefix + table);
            await client.CreateIfNotExistsAsync(Token);
            await foreach (var row in client.QueryAsync<TableEntity>(cancellationToken: Token))
            {
                var columns = row.Where(column => column.Key is not ("odata.etag" or "Timestamp" or "Trace")).OrderBy(column => column.Key, StringComparer.Ordinal);
                lines.Add($"{table}: {string.Join("; ", columns.Select(column => $"{column.Key}={Text(column.Value)}"))}");
            }
        }

        return lines;
    }

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : FormattableString.Invariant($"{value}");

    private ServiceProvider StartProcess(CrashPolicy storage)
    {
        Storage = storage;
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _connection,
            ["Storage:TablePrefix"] = _prefix,
            ["Storage:QueuePrefix"] = _prefix + "-",
            ["Round:Tasks"] = "2",
            ["Round:SequenceLength"] = "4",
            ["Round:ContinuationLength"] = "2",
            ["Round:CausalTopK"] = "8",
        };
        foreach (var (key, value) in _settings)
        {
            settings[key] = value;
        }

        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IDendrite>(Axons)
            .AddSingleton<ITaskSource, FakeTasks>()
            .AddSingleton<HttpPipelinePolicy>(storage)
            .AddValidator()
            .BuildServiceProvider();
    }
}
