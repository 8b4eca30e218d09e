using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Bittensor.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalWorker.Tests.Queues;

public class QueueFunctionTests(AzuriteFixture azurite)
{
    private const string FastPolling = """{"version":"2.0","extensions":{"queues":{"maxPollingInterval":"00:00:00.2"QUEUES}}}""";
    private readonly string _name = UniqueName.Create("queue");

    public sealed record Order(int Uid, string Round);

    public sealed class Recorder
    {
        private int _running, _most;

        public ConcurrentQueue<(string Text, string Dequeued)> Seen { get; } = new();

        public int MostAtOnce => _most;

        public int Running => _running;

        public Func<string, CancellationToken, Task> Act { get; set; } = (_, _) => Task.CompletedTask;

        public async Task RunAsync(string text, FunctionContext context)
        {
            Seen.Enqueue((text, (string)context.BindingContext.BindingData["DequeueCount"]!));
            var running = Interlocked.Increment(ref _running);
            InterlockedMax(running);
            try
            {
                await Act(text, context.CancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }

        private void InterlockedMax(int value)
        {
            for (var most = _most; value > most && Interlocked.CompareExchange(ref _most, value, most) != most; most = _most)
            {
            }
        }
    }

    public class Texts(Recorder recorder)
    {
        [Function("Texts")]
        public Task Run([QueueTrigger("%QueueName%")] string text, FunctionContext context) => recorder.RunAsync(text, context);
    }

    public class Orders(Recorder recorder)
    {
        [Function("Orders")]
        public Task Run([QueueTrigger("%QueueName%", Connection = "Other")] Order order, int dequeueCount, FunctionContext context) =>
            recorder.RunAsync($"{order.Uid} {order.Round} {dequeueCount}", context);
    }

    public class Messages(Recorder recorder)
    {
        [Function("Messages")]
        public Task Run([QueueTrigger("%QueueName%")] QueueMessage message, FunctionContext context) =>
            recorder.RunAsync($"{message.MessageId.Length} {message.Body}", context);
    }

    public class Binaries(Recorder recorder)
    {
        [Function("Binaries")]
        public Task Run([QueueTrigger("%QueueName%")] BinaryData data, FunctionContext context) =>
            recorder.RunAsync(Convert.ToHexString(data.ToArray()), context);
    }

    private QueueClient Queue => new(azurite.ConnectionString, _name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    private QueueClient Raw => new(azurite.ConnectionString, _name);

    private QueueClient Poison => new(azurite.ConnectionString, $"{_name}-poison");

    private Task<TestApp> StartAsync(
        Type function, Recorder recorder, string queues = "", TimeSpan? lease = null, string stopTimeout = "00:00:20") => TestApp.StartAsync(
        [function],
        builder =>
        {
            builder.Services.AddSingleton(recorder);
            builder.Local.ConfigureQueues = options => options.LeaseDuration = lease ?? options.LeaseDuration;
        },
        FastPolling.Replace("QUEUES", queues, StringComparison.Ordinal),
        new()
        {
            ["QueueName"] = _name, ["AzureWebJobsStorage"] = azurite.ConnectionString, ["Other"] = azurite.ConnectionString,
            ["LocalWorker:StopTimeout"] = stopTimeout,
        });

    private async Task<bool> IsEmptyAsync() => (await Raw.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount == 0;

    [Theory]
    [InlineData(typeof(Texts), """{"uid":3,"round":"r1"}""", """{"uid":3,"round":"r1"}""")]
    [InlineData(typeof(Orders), """{"uid":3,"round":"r1"}""", "3 r1 1")]
    [InlineData(typeof(Messages), "héllo", "36 héllo")]
    [InlineData(typeof(Binaries), "AB", "4142")]
    public async Task Message_AnyParameterType_IsReadAndDeleted(Type function, string text, string expected)
    {
        var recorder = new Recorder();
        await using var app = await StartAsync(function, recorder); // the queue does not exist yet: the worker makes it
        await Eventually.TrueAsync(async () => await Raw.ExistsAsync(TestContext.Current.CancellationToken));

        await Queue.SendMessageAsync(text, TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => !recorder.Seen.IsEmpty);
        await Eventually.TrueAsync(IsEmptyAsync);
        Assert.Equal(expected, Assert.Single(recorder.Seen).Text);
    }

    [Fact]
    public async Task Message_FailsOnce_IsTriedAgainAndDeleted()
    {
        var recorder = new Recorder();
        recorder.Act = (_, _) => recorder.Seen.Count == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask;
        await using var app = await StartAsync(typeof(Texts), recorder);
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);

        await Queue.SendMessageAsync("x", TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => recorder.Seen.Count == 2);
        await Eventually.TrueAsync(IsEmptyAsync);
        Assert.Equal(["1", "2"], recorder.Seen.Select(seen => seen.Dequeued));
        Assert.False(await Poison.ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Message_AlwaysFails_EndsInPoisonAfterMaxDequeueCount()
    {
        var recorder = new Recorder { Act = (_, _) => throw new InvalidOperationException("always") };
        await using var app = await StartAsync(typeof(Texts), recorder, ""","maxDequeueCount":3""");
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);

        await Queue.SendMessageAsync("x", TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(IsPoisonedAsync);
        await Eventually.TrueAsync(IsEmptyAsync);
        Assert.Equal(3, recorder.Seen.Count);
        var poisoned = (await Poison.ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;
        Assert.Equal(Convert.ToBase64String("x"u8), poisoned.Body.ToString()); // as it came
    }

    [Theory]
    [InlineData(typeof(Texts), "not base64!")]
    [InlineData(typeof(Orders), "bm90IGpzb24=")] // "not json"
    [InlineData(typeof(Texts), "//79")] // base64, but not UTF-8
    public async Task Message_Malformed_EndsInPoisonAndTheNextIsServed(Type function, string raw)
    {
        var recorder = new Recorder();
        await using var app = await StartAsync(function, recorder, ""","maxDequeueCount":2""");
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);

        await Raw.SendMessageAsync(raw, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(IsPoisonedAsync);
        await Queue.SendMessageAsync("""{"uid":1,"round":"r"}""", TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => recorder.Seen.Count == 1);
        var poisoned = (await Poison.ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;
        Assert.Equal(raw, poisoned.Body.ToString());
    }

    [Fact]
    public async Task Message_LongerThanItsLease_IsRenewedAndRunsOnce()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var recorder = new Recorder { Act = (_, token) => go.Task.WaitAsync(token) };
        await using var app = await StartAsync(typeof(Texts), recorder, lease: TimeSpan.FromSeconds(2));
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Queue.SendMessageAsync("x", TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => recorder.Running == 1);

        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(() => recorder.Seen.Count > 1 || watch.Elapsed > TimeSpan.FromSeconds(5)); // more than two leases

        go.SetResult();
        await Eventually.TrueAsync(IsEmptyAsync); // deleted with the newest pop receipt
        Assert.Single(recorder.Seen);
        Assert.False(app.Logs.Contains("is lost"));
    }

    [Fact]
    public async Task Message_LeaseTakenByAnother_IsLeftToIt()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var recorder = new Recorder { Act = (_, token) => go.Task.WaitAsync(token) };
        await using var app = await StartAsync(typeof(Messages), recorder);
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var sent = (await Queue.SendMessageAsync("x", TestContext.Current.CancellationToken)).Value;
        await Eventually.TrueAsync(() => recorder.Running == 1);

        await Raw.ClearMessagesAsync(TestContext.Current.CancellationToken); // gone while the function runs
        go.SetResult();

        await Eventually.TrueAsync(() => app.Logs.Contains($"The lease of message {sent.MessageId} of {_name} is lost"));
        Assert.Single(recorder.Seen);
    }

    [Fact]
    public async Task Messages_BatchSizeAndThreshold_LimitWhatRunsAtOnce()
    {
        var recorder = new Recorder();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        recorder.Act = (_, token) => go.Task.WaitAsync(token);
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        for (var i = 0; i < 12; i++)
        {
            await Queue.SendMessageAsync($"{i}", TestContext.Current.CancellationToken);
        }

        await using var app = await StartAsync(typeof(Texts), recorder, ""","batchSize":4,"newBatchThreshold":0""");
        await Eventually.TrueAsync(() => recorder.Running == 4);
        go.SetResult();

        await Eventually.TrueAsync(() => recorder.Seen.Count == 12);
        await Eventually.TrueAsync(IsEmptyAsync);
        Assert.Equal(4, recorder.MostAtOnce);
    }

    [Fact]
    public async Task Stop_MessagesInHand_AreFinished()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var recorder = new Recorder { Act = (_, token) => go.Task.WaitAsync(token) };
        await using var app = await StartAsync(typeof(Texts), recorder);
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Queue.SendMessageAsync("x", TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => recorder.Running == 1);

        var stop = app.Host.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        go.SetResult();
        await stop;

        Assert.True(await IsEmptyAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // a function that does not look at its token
    public async Task Stop_MessageTakesTooLong_IsVisibleAtOnce(bool obedient)
    {
        var recorder = new Recorder { Act = (_, token) => Task.Delay(Timeout.Infinite, obedient ? token : CancellationToken.None) };
        await using var app = await StartAsync(typeof(Texts), recorder, stopTimeout: "00:00:00.2");
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Queue.SendMessageAsync("x", TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => recorder.Running == 1);

        await app.Host.StopAsync(TestContext.Current.CancellationToken);

        var again = (await Queue.ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;
        Assert.Equal("x", Encoding.UTF8.GetString(again.Body));
        Assert.False(await Poison.ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Message_CrashedOnEveryTry_EndsInPoisonWithoutAnotherRun()
    {
        var recorder = new Recorder();
        await Queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Queue.SendMessageAsync("x", TestContext.Current.CancellationToken);
        // a worker that dies never settles its message; it only becomes visible again
        var received = (await Raw.ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;
        await Raw.UpdateMessageAsync(received.MessageId, received.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: TestContext.Current.CancellationToken);

        await using var app = await StartAsync(typeof(Texts), recorder, ""","maxDequeueCount":1""");

        await Eventually.TrueAsync(IsPoisonedAsync);
        Assert.Empty(recorder.Seen);
    }

    private async Task<bool> IsPoisonedAsync() =>
        await Poison.ExistsAsync(TestContext.Current.CancellationToken)
        && (await Poison.PeekMessagesAsync(cancellationToken: TestContext.Current.CancellationToken)).Value.Length == 1;
}
