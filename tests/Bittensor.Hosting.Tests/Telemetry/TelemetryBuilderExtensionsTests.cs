using System.Diagnostics;
using Bittensor.Hosting.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Bittensor.Hosting.Tests.Telemetry;

public class TelemetryBuilderExtensionsTests
{
    private const string Insights = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:1";

    [Theory]
    [InlineData("Telemetry:Console", null)]
    [InlineData("Telemetry:Console", "false")]
    [InlineData("Telemetry:Console", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "")]
    [InlineData("Telemetry:ApplicationInsights", "")]
    public void AddTelemetry_NoDestination_CollectsNothing(string setting, string? value)
    {
        var (builder, workers) = Build((setting, value));
        using var host = builder.Build();

        Assert.Equal(0, workers);
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
        Assert.DoesNotContain(host.Services.GetServices<ILoggerProvider>(), provider => provider is OpenTelemetryLoggerProvider);
    }

    [Theory]
    [InlineData("Telemetry:Console", "true")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights)]
    [InlineData("Telemetry:ApplicationInsights", Insights)]
    public void AddTelemetry_Destination_CollectsTracesMetricsAndLogs(string setting, string value)
    {
        var (builder, workers) = Build((setting, value));
        using var host = builder.Build();

        Assert.Equal(1, workers);
        Assert.NotNull(host.Services.GetService<TracerProvider>());
        Assert.NotNull(host.Services.GetService<MeterProvider>());
        Assert.Contains(host.Services.GetServices<ILoggerProvider>(), provider => provider is OpenTelemetryLoggerProvider);
    }

    [Theory]
    [InlineData(null, true, 1000)]
    [InlineData("0", true, 1000)]
    [InlineData("0", false, 0)]
    public void AddTelemetry_ApplicationInsights_WhoeverStartsATraceDecides(string? ratio, bool parent, int expected)
    {
        var (builder, _) = Build(("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights), ("Telemetry:SamplingRatio", ratio));
        using var source = new ActivitySource($"Bittensor.Test.{Guid.NewGuid():N}");
        using var host = builder.Build();
        Assert.NotNull(host.Services.GetRequiredService<TracerProvider>()); // listens from here on

        var sampled = 0;
        for (var span = 0; span < 1000; span++)
        {
            var sender = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
            using var activity = source.StartActivity("span", ActivityKind.Consumer, parent ? sender : default);
            sampled += activity?.Recorded == true ? 1 : 0;
        }

        Assert.Equal(expected, sampled);
    }

    [Theory]
    [InlineData("Telemetry:Console", "maybe")]
    [InlineData("Telemetry:SamplingRatio", "1.5")]
    [InlineData("Telemetry:SamplingRatio", "some")]
    public void AddTelemetry_BadSetting_SaysWhich(string setting, string value) =>
        Assert.Contains(setting, Assert.Throws<InvalidOperationException>(() => Build((setting, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("Authorization=Key", false)]
    [InlineData("Authorization=AAD", true)]
    [InlineData("Authorization=AAD;ClientId=00000000-0000-0000-0000-000000000001", true)]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001; authorization=aad;", true)]
    public void Of_AuthenticationString_SaysWhetherThereIsAnIdentity(string? text, bool expected) =>
        Assert.Equal(expected, AzureMonitorIdentity.Of(text) is not null);

    private static (HostApplicationBuilder Builder, int Workers) Build(params (string Name, string? Value)[] settings)
    {
        var workers = 0;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)));
        builder.AddTelemetry("test", _ => workers++);
        return (builder, workers);
    }
}
