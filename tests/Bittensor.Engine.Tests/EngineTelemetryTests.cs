using System.Diagnostics;
using Bittensor.Engine.Generation;
using Bittensor.Engine.Tests.Models;
using Bittensor.Testing;

namespace Bittensor.Engine.Tests;

public class EngineTelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forward_TwoRows_TokensBatchAndWaitAreMeasured()
    {
        using var recorder = new TelemetryRecorder(EngineTelemetry.Name);
        var name = UniqueName.Create();
        await using var model = await TestModels.LoadAsync("position-ids", options => options.Name = name);
        using var caller = new Activity("caller").Start();

        await model.ReadAsync([[1, 2, 3], [4, 5]], output => output.Rows, Token);

        Assert.Equal(("{token}", 5), UnitAndValue(Assert.Single(recorder.Of(
            "bittensor.inference.tokens", ("gen_ai.request.model", name), ("gen_ai.token.type", "input")))));
        Assert.Equal("s", Assert.Single(recorder.Of("bittensor.model.load.duration", ("gen_ai.request.model", name))).Unit);
        Assert.Contains(recorder.Of("bittensor.inference.batch.rows", ("bittensor.pass", "forward")), measured => UnitAndValue(measured) == ("{row}", 2));
        Assert.Contains(recorder.Of("bittensor.inference.batch.tokens", ("bittensor.pass", "forward")), measured => UnitAndValue(measured) == ("{token}", 6));
        Assert.Contains(recorder.Of("bittensor.inference.forward.duration"), measured => measured.Unit == "s" && measured.Value > 0);
        Assert.Contains(recorder.Of("bittensor.inference.queue.duration"), measured => measured.Unit == "s");
        Assert.Contains(recorder.Of("bittensor.inference.requests.active"), measured => UnitAndValue(measured) == ("{request}", 1));
        var span = Assert.Single(recorder.Spans, span => span.TraceId == caller.TraceId);
        Assert.Equal(("forward", 2, 5), (span.OperationName, span.GetTagItem("bittensor.inference.rows"), span.GetTagItem("bittensor.inference.tokens")));
    }

    [Fact]
    public async Task Generate_FourTokens_TimesAndTokensAreMeasured()
    {
        using var recorder = new TelemetryRecorder(EngineTelemetry.Name);
        var name = UniqueName.Create();
        await using var model = await TestModels.LoadAsync("position-ids", options => options.Name = name);

        var rows = new TextGenerator(TimeProvider.System).Generate(model, [[5, 9], [7]], new GenerationOptions { MaxNewTokens = 4 }, Token);

        var tag = ("gen_ai.request.model", (object)name);
        Assert.Equal(rows.Sum(row => row.Length), Assert.Single(recorder.Of("bittensor.inference.tokens", tag, ("gen_ai.token.type", "output"))).Value);
        Assert.Equal("s", Assert.Single(recorder.Of("gen_ai.server.time_to_first_token", tag)).Unit);
        Assert.Equal("s", Assert.Single(recorder.Of("gen_ai.server.time_per_output_token", tag)).Unit);
        Assert.Contains(recorder.Of("bittensor.inference.batch.rows", ("bittensor.pass", "decode")), measured => measured.Value == 2);
    }

    private static (string?, double) UnitAndValue(TelemetryRecorder.Measurement measured) => (measured.Unit, measured.Value);
}
