using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Bittensor.Telemetry.Exporters.Tests;

public class TelemetryBuilderExtensionsTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("Telemetry:Console", "false")]
    [InlineData("Telemetry:Console", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "")]
    public void AddTelemetry_NoDestination_CollectsNothing(string? setting, string? value)
    {
        var (builder, workers) = Build(setting, value);
        using var host = builder.Build();

        Assert.Equal(0, workers);
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
        Assert.DoesNotContain(host.Services.GetServices<ILoggerProvider>(), provider => provider is OpenTelemetryLoggerProvider);
    }

    [Theory]
    [InlineData("Telemetry:Console", "true")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:1")]
    public void AddTelemetry_Destination_CollectsTracesMetricsAndLogs(string setting, string value)
    {
        var (builder, workers) = Build(setting, value);
        using var host = builder.Build();

        Assert.Equal(1, workers);
        Assert.NotNull(host.Services.GetService<TracerProvider>());
        Assert.NotNull(host.Services.GetService<MeterProvider>());
        Assert.Contains(host.Services.GetServices<ILoggerProvider>(), provider => provider is OpenTelemetryLoggerProvider);
    }

    [Fact]
    public void AddTelemetry_ConsoleIsNoTruthValue_SaysSo() =>
        Assert.Contains("Telemetry:Console", Assert.Throws<InvalidOperationException>(() => Build("Telemetry:Console", "maybe")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("Authorization=Key", false)]
    [InlineData("Authorization=AAD", true)]
    [InlineData("Authorization=AAD;ClientId=00000000-0000-0000-0000-000000000001", true)]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001; authorization=aad;", true)]
    public void Of_AuthenticationString_SaysWhetherThereIsAnIdentity(string? text, bool expected) =>
        Assert.Equal(expected, AzureMonitorIdentity.Of(text) is not null);

    private static (HostApplicationBuilder Builder, int Workers) Build(string? setting, string? value)
    {
        var workers = 0;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(setting is null ? [] : [KeyValuePair.Create(setting, value)]);
        builder.AddTelemetry("test", _ => workers++);
        return (builder, workers);
    }
}
