using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bittensor.Protocol;
using Bittensor.Telemetry;

namespace Bittensor.Axon;

/// <summary>Spans and metrics of requests and downloads. Without a listener nothing is measured.</summary>
internal static class AxonTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Bittensor.Axon";

    private const string Route = "http.route";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Seconds of one synapse.</summary>
    public static Histogram<double> RequestDuration { get; } = Meter.CreateHistogram(
        "gen_ai.server.request.duration", "s", "Duration of one synapse, from its handler's start to its answer.", advice: Buckets.Requests);

    /// <summary>Bytes of models that arrived from Blob storage.</summary>
    public static Counter<long> Downloaded { get; } = Meter.CreateCounter<long>(
        "bittensor.model.download.size", "By", "Bytes of models that were downloaded from Blob storage.");

    private static readonly Counter<long> Answers = Meter.CreateCounter<long>(
        "bittensor.axon.answers", "{answer}", "Answers by return code, refusals and failures included.");

    private static readonly Histogram<long> RequestSize = Meter.CreateHistogram(
        "http.server.request.body.size", "By", "Bodies of requests.", advice: Buckets.Bytes);

    private static readonly Histogram<long> ResponseSize = Meter.CreateHistogram(
        "http.server.response.body.size", "By", "Bodies of answers.", advice: Buckets.Bytes);

    /// <summary>A body has been read.</summary>
    /// <param name="route">What is asked for; one of those that there are.</param>
    /// <param name="bytes">Its size.</param>
    public static void Received(string route, int bytes) => RequestSize.Record(bytes, KeyValuePair.Create<string, object?>(Route, route));

    /// <summary>A body is about to be sent.</summary>
    /// <param name="route">What was asked for; one of those that there are.</param>
    /// <param name="bytes">Its size.</param>
    public static void Sent(string route, int bytes) => ResponseSize.Record(bytes, KeyValuePair.Create<string, object?>(Route, route));

    /// <summary>A synapse has been answered or refused.</summary>
    /// <param name="synapse">Its name; null for one that there is not.</param>
    /// <param name="code">How it ended.</param>
    public static void Answered(string? synapse, ReturnCode code) => Answered(synapse, Answers.Enabled ? code.ToString() : "");

    /// <summary>A synapse has been refused.</summary>
    /// <param name="synapse">Its name; null for one that there is not.</param>
    /// <param name="code">Name of the return code.</param>
    public static void Answered(string? synapse, string code) => Answers.Add(
        1,
        KeyValuePair.Create<string, object?>(AttributeNames.Synapse, synapse ?? AttributeNames.Other),
        KeyValuePair.Create<string, object?>(AttributeNames.ReturnCode, code));
}
