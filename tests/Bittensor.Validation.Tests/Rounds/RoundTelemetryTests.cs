using System.Diagnostics;
using Bittensor.Protocol;
using Bittensor.Storage.Queues;
using Bittensor.Testing;
using Bittensor.Validation.Rounds;

namespace Bittensor.Validation.Tests;

/// <summary>What a round tells, from its timer to its closing, through the started app.</summary>
public sealed class RoundTelemetryTests(ValidatorApp app) : IClassFixture<ValidatorApp>
{
    [Fact]
    public async Task Round_TwoAxons_IsOneTraceAndIsMeasured()
    {
        using var recorder = new TelemetryRecorder(RoundTelemetry.Name, QueueTelemetry.Name, TriggerLoop.Source);
        app.Axons.Answer(0, 0.05);
        app.Axons.Fail(1, ReturnCode.Unavailable);
        for (var axon = 0; axon < 2; axon++)
        {
            await app.SendAsync(HttpMethod.Post, "metagraph", new { hotkey = $"key{axon}", url = FakeDendrite.UrlOf(axon) });
        }

        await Eventually.TrueAsync(() => Closing(recorder) is not null);

        // 1. one trace, whose root is the timer's function
        var closing = Closing(recorder)!;
        var trace = recorder.Spans.Where(span => span.TraceId == closing.TraceId).ToArray();
        var root = Assert.Single(trace, span => span.ParentSpanId == default);
        Assert.Equal("function StartRound", root.OperationName);
        var start = Assert.Single(trace, span => span.OperationName == "start_round");
        Assert.Equal((root.SpanId, 2), (start.ParentSpanId, start.GetTagItem("bittensor.round.axons")));

        // 2. one span for each axon, sent from there
        var sending = Assert.Single(trace, span => span.OperationName == "send query-axon");
        Assert.Equal(2, sending.GetTagItem("messaging.batch.message_count"));
        var queries = trace.Where(span => span.OperationName == "process query-axon").OrderBy(span => span.GetTagItem("bittensor.uid")).ToArray();
        Assert.All(queries, span => Assert.Equal(sending.SpanId, span.ParentSpanId));
        Assert.Equal(["Success", "Unavailable"], queries.Select(span => span.GetTagItem("bittensor.return_code")));
        Assert.Equal(Math.Log(20), (double)queries[0].GetTagItem("bittensor.axon.loss")!, 1e-5);
        Assert.Equal(ActivityStatusCode.Error, queries[1].Status);

        // 3. the end
        Assert.Equal((1, start.GetTagItem("bittensor.round.id")), (closing.GetTagItem("bittensor.round.answered"), closing.GetTagItem("bittensor.round.id")));
        Assert.Equal("{round}", recorder.Of("bittensor.rounds.started")[0].Unit);
        Assert.Equal(("{round}", 1), UnitAndValue(recorder.Of("bittensor.rounds.closed")[0]));
        Assert.Equal("s", recorder.Of("bittensor.round.duration")[0].Unit);
        Assert.Equal(("{answer}", 1), UnitAndValue(recorder.Of("bittensor.round.answers", ("bittensor.return_code", "Unavailable"))[0]));
        Assert.Contains(recorder.Of("bittensor.axon.loss", ("bittensor.loss", "sequence")), loss => loss.Unit == "{nat}" && Math.Abs(loss.Value - Math.Log(20)) < 1e-5);
        Assert.NotEmpty(recorder.Of("bittensor.axon.loss", ("bittensor.loss", "held_out")));
        Assert.Equal("1", recorder.Of("bittensor.axon.score")[0].Unit);
        Assert.Equal("s", recorder.Of("bittensor.queue.wait.duration", ("messaging.destination.name", "query-axon"))[0].Unit);
    }

    /// <summary>The closing of a round of both axons; the next tick may be the one to do it.</summary>
    private static Activity? Closing(TelemetryRecorder recorder) =>
        recorder.Spans.FirstOrDefault(span => span.OperationName == "close_round" && Equals(span.GetTagItem("bittensor.round.answered"), 1)
            && recorder.Spans.Count(query => query.TraceId == span.TraceId && query.OperationName == "process query-axon") == 2);

    private static (string?, double) UnitAndValue(TelemetryRecorder.Measurement measured) => (measured.Unit, measured.Value);
}
