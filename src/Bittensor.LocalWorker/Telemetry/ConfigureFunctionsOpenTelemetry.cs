using Bittensor.LocalWorker.Telemetry;
using Microsoft.AspNetCore.Http;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry;

/// <summary>Lets OpenTelemetry see what the worker does.</summary>
public static class ConfigureFunctionsOpenTelemetry
{
    private static readonly PathString Health = "/health";

    /// <summary>Adds the spans of functions and of the requests that run them; those of <c>/health</c> are left out.</summary>
    /// <remarks>In Azure the Functions host has the requests' spans.</remarks>
    public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithTracing(tracing => tracing
            .AddSource(WorkerTelemetry.Name)
            .AddAspNetCoreInstrumentation(http => http.Filter = context => context.Request.Path != Health));
    }
}
