using Bittensor.Storage.Queues;
using Bittensor.Testing;
using Bittensor.Validation.Queues;

namespace Bittensor.Storage.Tests;

public sealed class PoisonQueuesTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageBench _bench = new(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task List_MessagesOfBothQueues_TellsWhatTheySay()
    {
        await PoisonAsync(QueueNames.QueryAxon, Base64("{\"roundId\":7,\"uid\":42}"));
        await PoisonAsync(QueueNames.CloseRound, "no base64 at all");

        var messages = await Poison.ListAsync(StorageBench.Token);

        Assert.Equal(
            [(QueueNames.QueryAxon, "{\"roundId\":7,\"uid\":42}"), (QueueNames.CloseRound, "no base64 at all")],
            messages.Select(message => (message.Queue, message.Text)));
        Assert.Equal(2, (await Poison.ListAsync(StorageBench.Token)).Count); // they are still there
    }

    [Fact]
    public async Task Replay_ManyMessages_EachIsBackInItsQueueOnceAsItWas()
    {
        string[] bodies = [.. Enumerable.Range(0, 40).Select(uid => Base64($"{{\"roundId\":7,\"uid\":{uid}}}")), "no base64 at all"];
        foreach (var body in bodies)
        {
            await PoisonAsync(QueueNames.QueryAxon, body);
        }

        var replayed = await Poison.ReplayAsync(StorageBench.Token);

        Assert.Equal((41, 0), (replayed[QueueNames.QueryAxon], replayed[QueueNames.CloseRound]));
        Assert.Equal(bodies.Order(StringComparer.Ordinal), (await TakeAllAsync(QueueNames.QueryAxon)).Order(StringComparer.Ordinal));
        Assert.Empty(await Poison.ListAsync(StorageBench.Token));
    }

    [Fact]
    public async Task Replay_TwoAtOnce_EachMessageComesBackOnce()
    {
        for (var uid = 0; uid < 20; uid++)
        {
            await PoisonAsync(QueueNames.QueryAxon, Base64($"{uid}"));
        }

        var replayed = await Task.WhenAll(Poison.ReplayAsync(StorageBench.Token), Poison.ReplayAsync(StorageBench.Token));

        Assert.Equal(20, replayed.Sum(queues => queues[QueueNames.QueryAxon]));
        var bodies = await TakeAllAsync(QueueNames.QueryAxon);
        Assert.Equal((20, 20), (bodies.Count, bodies.Distinct().Count()));
    }

    [Fact]
    public async Task Measure_SomebodyListens_TellsHowManyThereAre()
    {
        await PoisonAsync(QueueNames.CloseRound, "message");
        using var recorder = new TelemetryRecorder(QueueTelemetry.Name);

        await Poison.MeasureAsync(StorageBench.Token);

        var measured = recorder.Of("bittensor.queue.poison.messages", ("messaging.destination.name", "close-round-poison"));
        Assert.Contains(measured, found => found is { Unit: "{message}", Value: 1 });
    }

    private IPoisonQueues Poison => _bench.Get<IPoisonQueues>();

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private async Task PoisonAsync(string queue, string body)
    {
        var poison = _bench.QueueOf($"{queue}-poison");
        await poison.CreateIfNotExistsAsync(cancellationToken: StorageBench.Token);
        await poison.SendMessageAsync(body, StorageBench.Token);
    }

    private async Task<List<string>> TakeAllAsync(string queue)
    {
        var bodies = new List<string>();
        while ((await _bench.QueueOf(queue).ReceiveMessagesAsync(32, cancellationToken: StorageBench.Token)).Value is { Length: > 0 } messages)
        {
            bodies.AddRange(messages.Select(message => message.Body.ToString()));
        }

        return bodies;
    }
}
