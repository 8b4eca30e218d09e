using System.Diagnostics;
using Bittensor.Axon.Tests.Handlers;
using Bittensor.Protocol;
using Bittensor.Testing;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests;

public class AxonTelemetryTests
{
    [Fact]
    public async Task Execute_OneAnsweredAndOneRefused_AreMeasuredAndSeen()
    {
        using var recorder = new TelemetryRecorder(AxonTelemetry.Name);
        using var caller = new Activity("caller").Start();
        var inputs = new WireTensor<long>([1, 2, 3], 1, 3);

        await new Server(new FakeModel(StandardTokenizer.Instance)).AskAsync(
            new TextCausalLMNext { Inputs = inputs, TopK = 3 }, new TextCausalLM { Inputs = inputs, TopK = 0 });

        var spans = recorder.Spans.Where(span => span.TraceId == caller.TraceId).OrderBy(span => span.OperationName).ToArray();
        Assert.Equal(["TextCausalLM", "TextCausalLMNext"], spans.Select(span => span.OperationName));
        Assert.Equal((ActivityStatusCode.Error, "InvalidRequest"), (spans[0].Status, spans[0].GetTagItem("error.type")));
        Assert.Equal((ActivityStatusCode.Unset, "text_completion"), (spans[1].Status, spans[1].GetTagItem("gen_ai.operation.name")));
        var durations = recorder.Of("gen_ai.server.request.duration", ("gen_ai.request.model", spans[1].GetTagItem("gen_ai.request.model")!));
        Assert.All(durations, measured => Assert.Equal("s", measured.Unit));
        Assert.Contains(durations, measured => Equals(measured.Tags["bittensor.synapse"], "TextCausalLMNext") && !measured.Tags.ContainsKey("error.type"));
        Assert.Contains(durations, measured => Equals(measured.Tags.GetValueOrDefault("error.type"), "InvalidRequest"));
    }
}
