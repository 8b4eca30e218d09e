using Bittensor.Hosting.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.Hosting.Worker;

/// <summary>What every function app of this repository asks of its worker.</summary>
public static class FunctionAppExtensions
{
    /// <summary>Prefix of the environment variables with which the Functions host overrides host.json.</summary>
    private const string HostJsonPrefix = "AzureFunctionsJobHost__";

    /// <summary>Sets a worker up: HTTP as the host forwards it, the log levels of host.json, telemetry.</summary>
    /// <param name="builder">The app's builder; its settings are complete.</param>
    /// <param name="service">Name of the app in telemetry; <c>OTEL_SERVICE_NAME</c> wins over it.</param>
    /// <exception cref="InvalidOperationException">A setting of telemetry is wrong; see
    /// <see cref="TelemetryBuilderExtensions.AddTelemetry"/>.</exception>
    public static FunctionsApplicationBuilder AddFunctionApp(this FunctionsApplicationBuilder builder, string service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<RequestBodyDrain>();

        // The host has a limit of its own, 100 MiB. Kestrel's, 30 MB, would break the connection of a request that a function answers
        // without reading it, and the host would answer 500 (Azure/azure-functions-host, issue 10519).
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.AddConfiguration(HostJson().GetSection("logging")); // the host does not tell its worker
        builder.AddTelemetry(service, telemetry => telemetry.UseFunctionsWorkerDefaults());
        return builder;
    }

    private static IConfigurationRoot HostJson() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true)
        .AddEnvironmentVariables(HostJsonPrefix)
        .Build();
}
