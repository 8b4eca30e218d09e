using System.ComponentModel.DataAnnotations;

namespace Bittensor.LocalWorker.Queues;

/// <summary>Section <c>extensions:queues</c> of host.json, with the host's defaults.</summary>
internal sealed class QueuesOptions
{
    /// <summary>Messages received at once; 16 by default, 1 to 32.</summary>
    [Range(1, 32)]
    public int BatchSize { get; set; } = 16;

    /// <summary>The next batch is received once no more than so many messages are in hand; half the batch size by default.</summary>
    [Range(0, 1000)]
    public int? NewBatchThreshold { get; set; }

    /// <summary>Tries before a message moves to the poison queue; 5 by default, at least 1.</summary>
    [Range(1, int.MaxValue)]
    public int MaxDequeueCount { get; set; } = 5;

    /// <summary>Time a failed message stays invisible before its next try; 0 by default, at most 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan VisibilityTimeout { get; set; }

    /// <summary>Longest time between two looks at an empty queue; 1 minute by default, at least 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan MaxPollingInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How message texts are written: <c>base64</c> (the default) or <c>none</c>.</summary>
    [RegularExpression("(?i)base64|none")]
    public string MessageEncoding { get; set; } = "base64";

    /// <summary>Time a received message stays invisible unless its lease is renewed, which happens at half of it. The host's 10
    /// minutes; shorter in tests only.</summary>
    internal TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(10);
}
