namespace Bittensor.Infra.Tests.Settings;

/// <summary>Settings that are not an option of ours: the Functions host, .NET, the Azure SDK and telemetry read them.</summary>
internal static class HostSettings
{
    /// <summary>Their names.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>
    {
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AZURE_CLIENT_ID",
        "AzureFunctionsWebHost__hostid",
        "AzureWebJobsDisableHomepage",
        "AzureWebJobsSecretStorageType",
        "AzureWebJobsStorage",
        "AzureWebJobsStorage__accountName",
        "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential",
        "DOTNET_GCHeapHardLimitPercent",
        "FUNCTIONS_WORKER_RUNTIME",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_SERVICE_NAME",
        "Telemetry__ApplicationInsights",
        "Telemetry__Console",
        "Telemetry__SamplingRatio",
    };
}
