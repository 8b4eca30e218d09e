using Microsoft.Extensions.Configuration;

namespace Bittensor.Hosting.Telemetry;

/// <summary>Where telemetry goes, and how much of it, by the settings that OpenTelemetry and Azure have for it.</summary>
/// <param name="Otlp">To a collector: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</param>
/// <param name="AzureMonitor">To Application Insights: its connection string, <c>Telemetry:ApplicationInsights</c>, which the Functions
/// host does not read, or else <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, by which the host sends telemetry of its own too.</param>
/// <param name="Console">To the console: <c>Telemetry:Console</c> is true.</param>
/// <param name="SamplingRatio">Part of the traces: <c>Telemetry:SamplingRatio</c>, 0 to 1; 1 by default.</param>
internal sealed record TelemetryDestinations(bool Otlp, string? AzureMonitor, bool Console, double SamplingRatio)
{
    private const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string AzureMonitorSetting = "Telemetry:ApplicationInsights";
    private const string HostsAzureMonitorSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string ConsoleSetting = "Telemetry:Console";
    private const string SamplingSetting = "Telemetry:SamplingRatio";

    /// <summary>Whether there is one at all.</summary>
    public bool Any => Otlp || AzureMonitor is not null || Console;

    /// <summary>Reads the settings; an empty one counts as missing.</summary>
    /// <exception cref="InvalidOperationException">Telemetry:Console is neither true nor false, or Telemetry:SamplingRatio is no number
    /// from 0 to 1.</exception>
    public static TelemetryDestinations From(IConfiguration configuration) => new(
        !string.IsNullOrEmpty(configuration[OtlpSetting]),
        Text(configuration, AzureMonitorSetting) ?? Text(configuration, HostsAzureMonitorSetting),
        !string.IsNullOrEmpty(configuration[ConsoleSetting]) && configuration.GetValue<bool>(ConsoleSetting),
        string.IsNullOrEmpty(configuration[SamplingSetting]) ? 1 : Ratio(configuration.GetValue<double>(SamplingSetting)));

    private static string? Text(IConfiguration configuration, string setting) =>
        configuration[setting] is { Length: > 0 } text ? text : null;

    private static double Ratio(double value) => value is >= 0 and <= 1
        ? value
        : throw new InvalidOperationException(FormattableString.Invariant($"{SamplingSetting} is {value}; expected 0 to 1."));
}
