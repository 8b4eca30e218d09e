using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.EndToEnd.Tests.Telemetry;

/// <summary>Takes what processes send to an OTLP endpoint; field numbers are those of opentelemetry-proto 1.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private const int Resources = 1, Resource = 1, Scopes = 2, Scope = 1, Items = 2;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<CollectedSpan> _spans = new();
    private readonly ConcurrentQueue<(string Service, string Name, string Unit)> _metrics = new();
    private readonly ConcurrentQueue<(string Service, string Trace)> _logs = new();

    private OtlpCollector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/traces", context => TakeAsync(context, (service, source, span) =>
            _spans.Enqueue(new(service, source, span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4)))));
        app.MapPost("/v1/metrics", context => TakeAsync(context, (service, _, metric) => _metrics.Enqueue((service, metric.Text(1), metric.Text(3)))));
        app.MapPost("/v1/logs", context => TakeAsync(context, (service, _, record) => _logs.Enqueue((service, record.Hex(9)))));
    }

    public IReadOnlyCollection<CollectedSpan> Spans => _spans;

    public IReadOnlyCollection<(string Service, string Name, string Unit)> Metrics => _metrics;

    /// <summary>Service and trace of every log line; the trace is empty outside of one.</summary>
    public IReadOnlyCollection<(string Service, string Trace)> Logs => _logs;

    /// <summary>Environment that makes a process send here, soon.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var collector = new OtlpCollector(builder.Build());
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task TakeAsync(HttpContext context, Action<string, string, ProtoMessage> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        foreach (var sender in new ProtoMessage(body.ToArray()).Messages(Resources))
        {
            var service = ServiceOf(sender.Messages(Resource).Single());
            foreach (var scope in sender.Messages(Scopes))
            {
                var source = scope.Messages(Scope).Single().Text(1);
                foreach (var item in scope.Messages(Items))
                {
                    take(service, source, item);
                }
            }
        }
    }

    private static string ServiceOf(ProtoMessage resource) =>
        resource.Messages(1).Single(attribute => attribute.Text(1) == "service.name").Messages(2).Single().Text(1);
}
