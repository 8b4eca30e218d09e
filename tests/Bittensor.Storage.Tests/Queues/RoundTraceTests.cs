using System.Diagnostics;
using System.Text.Json;
using Bittensor.Storage.Queues;
using Bittensor.Testing;
using Bittensor.Validation.Queues;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Tests;

public sealed class RoundTraceTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly StorageBench _bench = new(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task SendQueries_InATrace_MessageCarriesIt()
    {
        using var caller = new Activity("caller") { TraceStateString = "tool=1" }.Start();

        await _bench.Get<IRoundQueues>().SendQueriesAsync(new(7), [42], StorageBench.Token);

        var received = await _bench.QueueOf(QueueNames.QueryAxon).ReceiveMessageAsync(cancellationToken: StorageBench.Token);
        var json = Convert.FromBase64String(received.Value.Body.ToString());
        var message = JsonSerializer.Deserialize<QueryAxonMessage>(json, JsonSerializerOptions.Web)!;
        Assert.Equal((caller.TraceId, "tool=1"), (message.Trace!.Parent!.Value.TraceId, message.Trace.Parent.Value.TraceState));
    }

    [Theory]
    [InlineData("{\"roundId\":7,\"uid\":42}")]
    [InlineData("{\"roundId\":7,\"uid\":42,\"trace\":{\"version\":2,\"somethingNew\":true}}")]
    [InlineData("{\"roundId\":7,\"uid\":42,\"trace\":{\"version\":1,\"traceParent\":\"rubbish\"}}")]
    [InlineData("{\"roundId\":7,\"uid\":42,\"trace\":{\"version\":1}}")]
    public void Read_MessageWithoutATraceThatIsUnderstood_IsReadAllTheSame(string json)
    {
        var message = JsonSerializer.Deserialize<QueryAxonMessage>(json, JsonSerializerOptions.Web)!;

        Assert.Equal((7, 42), (message.RoundId, message.Uid));
        Assert.Null(message.Trace?.Parent);
    }

    [Fact]
    public void Process_MessageOfATrace_GoesOnThereAndKeepsALink()
    {
        using var recorder = new TelemetryRecorder(QueueTelemetry.Name);
        using var function = new Activity("function").Start();
        var visible = StorageBench.Start;
        var queue = UniqueName.Create("queue");

        using (QueueTelemetry.Process(queue, 7, new(RoundTrace.Current, Parent), visible, visible + TimeSpan.FromSeconds(3)))
        {
            Assert.Equal("0af7651916cd43dd8448eb211c80319c", Activity.Current!.TraceId.ToHexString());
        }

        var span = Assert.Single(recorder.Spans, span => span.OperationName == $"process {queue}");
        Assert.Equal((ActivityKind.Consumer, "b7ad6b7169203331"), (span.Kind, span.ParentSpanId.ToHexString()));
        Assert.Equal(function.Context, Assert.Single(span.Links).Context);
        Assert.Equal(7L, span.GetTagItem("bittensor.round.id"));
        var wait = Assert.Single(recorder.Of("bittensor.queue.wait.duration", ("messaging.destination.name", queue)));
        Assert.Equal(("s", 3), (wait.Unit, wait.Value));
    }

    [Fact]
    public void Process_MessageWithoutATrace_StaysInTheCallers()
    {
        using var recorder = new TelemetryRecorder(QueueTelemetry.Name);
        using var function = new Activity("function").Start();

        using var span = QueueTelemetry.Process("queue", 7, null, null, StorageBench.Start);

        Assert.Equal(function.SpanId, span!.ParentSpanId);
    }
}
