using System.Text;
using Bittensor.Storage.Queues;
using Bittensor.Testing;
using Bittensor.Validation.Queues;

namespace Bittensor.Storage.Tests;

public sealed class RoundQueuesTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageBench _bench = new(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact] // what a queue trigger of the Functions host reads
    public async Task SendQueries_OneAxon_IsBase64OfJson()
    {
        await _bench.Get<IRoundQueues>().SendQueriesAsync(new(7), [42], StorageBench.Token);

        var message = (await _bench.QueueOf(QueueNames.QueryAxon).ReceiveMessageAsync(cancellationToken: StorageBench.Token)).Value;
        Assert.Equal("{\"roundId\":7,\"uid\":42,\"visibleAt\":\"2026-01-02T03:00:00+00:00\"}", Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())));
    }

    [Fact]
    public async Task SendQueries_ManyAxons_OneMessageEach()
    {
        await _bench.Get<IRoundQueues>().SendQueriesAsync(new(7), Enumerable.Range(0, 50), StorageBench.Token);

        var properties = await _bench.QueueOf(QueueNames.QueryAxon).GetPropertiesAsync(StorageBench.Token);
        Assert.Equal(50, properties.Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task SendClose_WithDelay_IsNotSeenYet()
    {
        await _bench.Get<IRoundQueues>().SendCloseAsync(new(7), 3, TimeSpan.FromHours(1), StorageBench.Token);

        var queue = _bench.QueueOf(QueueNames.CloseRound);
        Assert.Null((await queue.ReceiveMessageAsync(cancellationToken: StorageBench.Token)).Value);
        Assert.Equal(1, (await queue.GetPropertiesAsync(StorageBench.Token)).Value.ApproximateMessagesCount);
    }
}
