using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bittensor.Telemetry;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Queues;

/// <summary>Spans and waits of queue messages. Without a listener nothing is measured.</summary>
public static class QueueTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Bittensor.Storage";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Wait = Meter.CreateHistogram(
        "bittensor.queue.wait.duration", "s", "Time from when a message could be seen to when its function began.", advice: Buckets.Rounds);

    /// <summary>Messages are about to be sent; they are to carry <see cref="RoundTrace.Here"/>.</summary>
    /// <param name="queue">Name of the queue, without prefix.</param>
    /// <param name="messages">How many.</param>
    /// <returns>The span to dispose of when they are sent.</returns>
    public static Activity? Send(string queue, int messages) =>
        Start(queue, "send", ActivityKind.Producer, null)?.SetTag(AttributeNames.MessageCount, messages);

    /// <summary>A message is about to be worked on: what follows belongs to the trace that it came from.</summary>
    /// <param name="queue">Name of the queue, without prefix.</param>
    /// <param name="round">Number of the round that it belongs to.</param>
    /// <param name="trace">Where it comes from.</param>
    /// <param name="visibleAt">When it could be seen.</param>
    /// <param name="now">The time.</param>
    /// <returns>The span to dispose of when the work is done.</returns>
    public static Activity? Process(string queue, long round, RoundTrace? trace, DateTimeOffset? visibleAt, DateTimeOffset now)
    {
        if (visibleAt is { } since && Wait.Enabled)
        {
            Wait.Record(Math.Max(0, (now - since).TotalSeconds), KeyValuePair.Create<string, object?>(AttributeNames.Queue, queue));
        }

        return Start(queue, "process", ActivityKind.Consumer, trace)?.SetTag(AttributeNames.Round, round);
    }

    private static Activity? Start(string queue, string operation, ActivityKind kind, RoundTrace? trace)
    {
        if (!Source.HasListeners())
        {
            return null; // without building the span's name
        }

        var span = RoundTrace.Continue(trace, Source, $"{operation} {queue}", kind);
        return span?.SetTag(AttributeNames.Queue, queue).SetTag(AttributeNames.MessagingOperation, operation);
    }
}
