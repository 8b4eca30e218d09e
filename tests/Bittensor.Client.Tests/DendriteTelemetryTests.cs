using System.Diagnostics;
using Bittensor.Protocol.Wire;
using Bittensor.Testing;
using static Bittensor.Client.Tests.DendriteUnderTest;

namespace Bittensor.Client.Tests;

public class DendriteTelemetryTests
{
    private static readonly string Binary = SynapseFormats.Binary.ContentType;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task QueryAsync_InATrace_TellsTheAxonItsTrace()
    {
        using var recorder = new TelemetryRecorder(DendriteTelemetry.Name);
        using var caller = new Activity("caller").Start();
        FakeAxon.Request? seen = null;
        await using var axon = new FakeAxon((request, stream, token) =>
        {
            seen = request;
            return FakeAxon.SendAsync(stream, 200, Binary, SynapseFormats.Binary.Write(Answer()), [], token);
        });

        Assert.True((await Create().QueryAsync(axon.Url, Request(), Long, Cancel)).IsSuccess);

        var span = Assert.Single(recorder.Spans, span => span.TraceId == caller.TraceId);
        Assert.Equal(("TextCausalLM", ActivityKind.Client, caller.SpanId), (span.OperationName, span.Kind, span.ParentSpanId));
        Assert.Equal(axon.Url.Port, span.GetTagItem("server.port"));
        Assert.Equal(caller.TraceId.ToHexString(), seen!.Headers["traceparent"].Split('-')[1]);
    }

    [Fact]
    public async Task QueryAsync_Answered_TimeTokensAndBytesAreMeasured()
    {
        using var recorder = new TelemetryRecorder(DendriteTelemetry.Name);
        var body = SynapseFormats.Binary.Write(Answer());
        await using var axon = FakeAxon.Answering(200, Binary, body);

        await Create().QueryAsync(axon.Url, Request(), Long, Cancel);

        var tags = ("bittensor.synapse", (object)"TextCausalLM");
        Assert.Contains(recorder.Of("gen_ai.client.operation.duration", tags), measured => measured.Unit == "s" && !measured.Tags.ContainsKey("error.type"));
        Assert.Contains(recorder.Of("gen_ai.client.token.usage", tags, ("gen_ai.token.type", "input")), measured => measured is { Unit: "{token}", Value: 2 });
        Assert.Contains(recorder.Of("http.client.response.body.size", tags), measured => measured.Unit == "By" && measured.Value == body.Length);
        Assert.Contains(recorder.Of("http.client.request.body.size", tags), measured => measured.Unit == "By" && measured.Value > 0);
    }

    [Fact]
    public async Task QueryAsync_Refused_TellsTheReturnCode()
    {
        using var recorder = new TelemetryRecorder(DendriteTelemetry.Name);
        using var caller = new Activity("caller").Start();
        await using var axon = FakeAxon.Answering(429, "text/plain", ReadOnlyMemory<byte>.Empty);

        var answer = await Create().QueryAsync(axon.Url, Request(), Long, Cancel);

        var span = Assert.Single(recorder.Spans, span => span.TraceId == caller.TraceId);
        Assert.Equal((ActivityStatusCode.Error, answer.ReturnCode.ToString()), (span.Status, span.GetTagItem("error.type")));
        Assert.NotEmpty(recorder.Of("gen_ai.client.operation.duration", ("error.type", answer.ReturnCode.ToString())));
    }
}
