using Azure.Data.Tables;
using Azure.Storage.Queues;
using Bittensor.LocalNetwork.Azurite;
using Bittensor.LocalNetwork.Simulation;
using Bittensor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.LocalNetwork.Tests.Simulation;

public sealed class StorageMeterTests
{
    private const string Insert = """127.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "POST /account/responses HTTP/1.1" 204 -""";

    [Fact] // the lines are Azurite's own
    public async Task Observe_EveryKindOfRequest_IsCountedAsWhatItIs()
    {
        var token = TestContext.Current.CancellationToken;
        var meter = new StorageMeter(TimeProvider.System);
        await using var azurite = await AzuriteProcess.StartAsync(new() { RequestLog = meter.Observe }, token);
        var table = new TableClient(azurite.ConnectionString, "things");
        var queue = new QueueClient(azurite.ConnectionString, "a-queue");

        await table.CreateAsync(token);
        await queue.CreateAsync(cancellationToken: token);
        await table.AddEntityAsync(new TableEntity("p", "1") { ["Value"] = 1 }, token);
        await table.AddEntityAsync(new TableEntity("p", "2") { ["Value"] = 1 }, token);
        await table.UpsertEntityAsync(new TableEntity("p", "1") { ["Value"] = 2 }, TableUpdateMode.Replace, token);
        await table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, new TableEntity("p", "3")), new(TableTransactionActionType.Add, new TableEntity("p", "4"))], token);
        await table.GetEntityAsync<TableEntity>("p", "1", cancellationToken: token);
        await table.QueryAsync<TableEntity>(cancellationToken: token).ToArrayAsync(token);
        await queue.SendMessageAsync("one", token);
        await queue.SendMessageAsync("two", token);
        var message = (await queue.ReceiveMessageAsync(cancellationToken: token)).Value;
        var renewed = await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.FromMinutes(1), cancellationToken: token);
        await queue.DeleteMessageAsync(message.MessageId, renewed.Value.PopReceipt, token);

        // the last line may still be on its way
        await Eventually.TrueAsync(() => Enum.GetValues<StorageOperation>().Sum(meter.Total) == 13);
        var counts = meter.Take(DateTimeOffset.MaxValue);
        (StorageOperation Kind, long Count)[] expected =
        [
            (StorageOperation.Create, 2), (StorageOperation.Insert, 2), (StorageOperation.Replace, 1), (StorageOperation.Transaction, 1),
            (StorageOperation.Read, 2), (StorageOperation.Send, 2), (StorageOperation.Receive, 1), (StorageOperation.Settle, 2),
        ];
        Assert.All(expected, kind => Assert.Equal((kind.Kind, kind.Count), (kind.Kind, counts[kind.Kind])));
        Assert.Equal((5, 6), (counts.Queue, counts.Table));
    }

    [Theory]
    [InlineData("Azurite Table service is successfully listening at http://127.0.0.1:1")]
    [InlineData("")]
    public void Observe_NoRequest_CountsNothing(string line)
    {
        var meter = new StorageMeter(TimeProvider.System);

        meter.Observe(line);

        Assert.Equal(0, meter.Take(DateTimeOffset.MaxValue).Total);
    }

    [Fact]
    public void Take_RequestsOfTwoRounds_EachGetsItsOwn()
    {
        var clock = new FakeTimeProvider();
        var meter = new StorageMeter(clock);
        meter.Observe(Insert);
        var closed = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromSeconds(1));
        meter.Observe(Insert);
        meter.Observe(Insert);

        Assert.Equal(1, meter.Take(closed)[StorageOperation.Insert]);
        Assert.Equal(2, meter.Take(DateTimeOffset.MaxValue)[StorageOperation.Insert]);
        Assert.Equal(0, meter.Take(DateTimeOffset.MaxValue).Total);
        Assert.Equal(3, meter.Total(StorageOperation.Insert));
    }
}
