namespace Bittensor.LocalNetwork.Simulation;

/// <summary>How validator and axons are set up for a simulation.</summary>
internal static class SimulationSettings
{
    /// <summary>When rounds start: soon after the one before is closed.</summary>
    public const string Schedule = "*/10 * * * * *";

    /// <summary>Time a round has: that of a usual validator.</summary>
    public static TimeSpan RoundTimeout { get; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Tasks of a round. A model's loss on a task is off by 0.85 nats; the average over the three rounds, in which the first one
    /// counts most, hangs on about 1.2 times this number of tasks. At 32 it is off by 0.14 nats, an eighth of what the qualities
    /// spread, and the order comes out with a rank correlation of 0.99; at the 8 of a usual validator it would be 0.97.
    /// </summary>
    private const int Tasks = 32;

    /// <summary>Phrases an item: 32 x 512 entries an answer are half of the 8 x 4096 that are usual.</summary>
    private const int TopK = 512;

    /// <summary>Several times what an honest answer has in its longest form.</summary>
    private const int MaxResponseBytes = 2 << 20;

    /// <summary>The validator's settings as environment variables.</summary>
    /// <param name="storage">Connection string.</param>
    public static Dictionary<string, string> Validator(string storage) => new()
    {
        ["AzureWebJobsStorage"] = storage,
        ["RoundSchedule"] = Schedule,
        ["Tasks__Folder"] = SampleModels.SampleModels.HeldOutTextFolder,
        ["Round__RoundTimeout"] = $"{RoundTimeout:c}",
        ["Round__Tasks"] = $"{Tasks}",
        ["Round__NextTopK"] = $"{TopK}",
        ["Round__MeasureCausalLM"] = "false", // no part of the score
        ["Dendrite__MaxResponseBytes"] = $"{MaxResponseBytes}",
        ["AzureFunctionsJobHost__logging__logLevel__default"] = "Warning", // not a line an axon
        ["DOTNET_GCHeapHardLimit"] = "0x13333333", // as in its container of 1 GiB: 30 % for each of host and worker
    };

    /// <summary>The settings of the simulated axons.</summary>
    /// <param name="axons">How many.</param>
    public static Dictionary<string, string> Axons(int axons) => new()
    {
        ["Simulation__Axons"] = $"{axons}",
        ["Simulation__TextFolder"] = SampleModels.SampleModels.HeldOutTextFolder,
        ["Logging__LogLevel__Default"] = "Warning",
    };
}
