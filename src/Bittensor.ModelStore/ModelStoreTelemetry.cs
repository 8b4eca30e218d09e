using System.Diagnostics.Metrics;

namespace Bittensor.ModelStore;

/// <summary>What this project tells of its work.</summary>
internal static class ModelStoreTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Bittensor.ModelStore";

    private static readonly Meter Meter = new(Name);

    /// <summary>Bytes that arrived.</summary>
    public static Counter<long> Received { get; } = Meter.CreateCounter<long>(
        "bittensor.model.download.size", "By", "Bytes of models that were downloaded from Blob storage.");
}
