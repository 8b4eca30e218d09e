using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bittensor.Telemetry;

namespace Bittensor.Client;

/// <summary>What the calling side tells of its work. Without a listener nothing is measured.</summary>
internal static class DendriteTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Bittensor.Dendrite";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Seconds of one query.</summary>
    public static Histogram<double> Duration { get; } = Meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", "Duration of one query of an axon.", advice: Buckets.Requests);

    /// <summary>Tokens of one query and of its answer.</summary>
    public static Histogram<long> TokenUsage { get; } = Meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", "Standard tokens of one query, and of the text in its answer.", advice: Buckets.Tokens);

    /// <summary>Bytes that were sent.</summary>
    public static Histogram<long> RequestSize { get; } = Meter.CreateHistogram(
        "http.client.request.body.size", "By", "Bodies sent to axons.", advice: Buckets.Bytes);

    /// <summary>Bytes that arrived.</summary>
    public static Histogram<long> ResponseSize { get; } = Meter.CreateHistogram(
        "http.client.response.body.size", "By", "Bodies received from axons.", advice: Buckets.Bytes);

    /// <summary>Whether anybody wants to know.</summary>
    public static bool IsMetered => Duration.Enabled || TokenUsage.Enabled || RequestSize.Enabled || ResponseSize.Enabled;
}
