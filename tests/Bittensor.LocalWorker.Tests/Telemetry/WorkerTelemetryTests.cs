using System.Diagnostics;
using Bittensor.LocalWorker.Telemetry;
using Bittensor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.LocalWorker.Tests.Telemetry;

public class WorkerTelemetryTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    public sealed class Seen
    {
        [Function("Seen")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            request.Query.ContainsKey("fail") ? throw new InvalidOperationException("as asked") : new OkResult();
    }

    [Theory]
    [InlineData("", ActivityStatusCode.Unset)]
    [InlineData("?fail", ActivityStatusCode.Error)]
    public async Task Run_RequestOfATrace_IsASpanOfIt(string query, ActivityStatusCode status)
    {
        using var recorder = new TelemetryRecorder(WorkerTelemetry.Name);
        await using var app = await TestApp.StartAsync([typeof(Seen)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/Seen{query}");
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var span = Assert.Single(recorder.Spans, span => span.TraceId.ToHexString() == Trace && span.Status == status);
        Assert.Equal(("function Seen", "Seen"), (span.OperationName, span.GetTagItem("faas.name")));
        Assert.NotNull(span.GetTagItem("faas.invocation_id"));
    }
}
