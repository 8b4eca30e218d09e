using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bittensor.Hosting.Telemetry;

/// <summary>Lets an app tell what it does.</summary>
public static class TelemetryBuilderExtensions
{
    /// <summary>Sources and meters of this project's libraries and apps.</summary>
    private const string Ours = "Bittensor.*";

    /// <summary>Header that the Azure SDK gives every request of its own.</summary>
    private const string AzureSdkHeader = "x-ms-client-request-id";

    /// <summary>Meters of .NET: requests that are answered and made.</summary>
    private static readonly string[] HttpMeters = ["Microsoft.AspNetCore.Hosting", "System.Net.Http"];

    /// <summary>Collects traces, metrics and logs and sends them where the settings say: to an OTLP endpoint
    /// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin), to Application Insights (<c>Telemetry__ApplicationInsights</c> or
    /// <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>), to the console (<c>Telemetry__Console=true</c>). Without any of them nothing is collected. Of traces the part
    /// <c>Telemetry__SamplingRatio</c> is kept.</summary>
    /// <typeparam name="T">The app's builder.</typeparam>
    /// <param name="builder">The app's builder; its settings are complete.</param>
    /// <param name="service">Name of the app; <c>OTEL_SERVICE_NAME</c> wins over it.</param>
    /// <param name="worker">Adds what the worker tells.</param>
    /// <exception cref="InvalidOperationException">Telemetry:Console is neither true nor false, or Telemetry:SamplingRatio is no number
    /// from 0 to 1.</exception>
    public static T AddTelemetry<T>(this T builder, string service, Action<IOpenTelemetryBuilder> worker)
        where T : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(worker);
        var destinations = TelemetryDestinations.From(builder.Configuration);
        if (destinations.Any)
        {
            var telemetry = builder.Services.AddOpenTelemetry();
            worker(telemetry);
            Collect(telemetry, service);
            Export(telemetry, destinations, builder.Configuration);
            Sample(telemetry, destinations.SamplingRatio);
        }

        return builder;
    }

    private static void Collect(IOpenTelemetryBuilder telemetry, string service) => telemetry
        .ConfigureResource(resource => resource.AddService(service).AddEnvironmentVariableDetector())
        .WithTracing(tracing => tracing
            .AddSource(Ours)
            .AddHttpClientInstrumentation(http => http.FilterHttpRequestMessage = IsNotOfAzureSdk))
        .WithMetrics(metrics => metrics.AddMeter(Ours).AddMeter(HttpMeters))
        .WithLogging(null, logging => logging.IncludeFormattedMessage = true);

    private static void Export(IOpenTelemetryBuilder telemetry, TelemetryDestinations destinations, IConfiguration configuration)
    {
        if (destinations.Otlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (destinations.AzureMonitor is { } connection)
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = connection;
                options.Credential = AzureMonitorIdentity.Of(configuration[AzureMonitorIdentity.Setting]);
            });
        }

        if (destinations.Console) // logs are there already
        {
            telemetry.WithTracing(tracing => tracing.AddConsoleExporter()).WithMetrics(metrics => metrics.AddConsoleExporter());
        }
    }

    /// <summary>Whoever starts a trace decides, so that a round is kept or dropped whole. Set last: the exporter to Application Insights
    /// keeps 5 spans a second by default, and each process would decide for itself.</summary>
    private static void Sample(IOpenTelemetryBuilder telemetry, double ratio) => telemetry
        .WithTracing(tracing => tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(ratio))));

    /// <summary>Calls to storage are not spans of their own: a round makes thousands, and a queue is looked at every second.</summary>
    private static bool IsNotOfAzureSdk(HttpRequestMessage request) => !request.Headers.Contains(AzureSdkHeader);
}
