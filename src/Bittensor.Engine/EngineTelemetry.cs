using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bittensor.Engine.Graph;
using Bittensor.Telemetry;

namespace Bittensor.Engine;

/// <summary>Spans and metrics of the engine. Without a listener nothing is measured, and nothing is allocated.</summary>
internal static class EngineTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Bittensor.Engine";

    private const string PassKind = "bittensor.pass", Forward = "forward", Decode = "decode";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    private static readonly Histogram<double> FirstToken = Meter.CreateHistogram(
        "gen_ai.server.time_to_first_token", "s", "Time until the distribution of the first token is there.", advice: Buckets.FirstToken);

    private static readonly Histogram<double> OutputToken = Meter.CreateHistogram(
        "gen_ai.server.time_per_output_token", "s", "Mean time of one token after the first.", advice: Buckets.OutputToken);

    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>(
        "bittensor.inference.tokens", "{token}", "The model's own tokens that were read and written.");

    private static readonly Histogram<long> BatchRows = Meter.CreateHistogram(
        "bittensor.inference.batch.rows", "{row}", "Rows of one run of the graph.", advice: Buckets.Rows);

    private static readonly Histogram<long> BatchTokens = Meter.CreateHistogram(
        "bittensor.inference.batch.tokens", "{token}", "Tokens of one run of the graph, padding included.", advice: Buckets.Tokens);

    private static readonly Histogram<double> ForwardDuration = Meter.CreateHistogram(
        "bittensor.inference.forward.duration", "s", "Duration of one run of the graph.", advice: Buckets.Steps);

    private static readonly Histogram<double> QueueDuration = Meter.CreateHistogram(
        "bittensor.inference.queue.duration", "s", "Time from a request's arrival at the queue to its forward pass.", advice: Buckets.Steps);

    private static readonly UpDownCounter<long> Active = Meter.CreateUpDownCounter<long>(
        "bittensor.inference.requests.active", "{request}", "Requests that wait for the model or run.");

    private static readonly Histogram<double> LoadDuration = Meter.CreateHistogram(
        "bittensor.model.load.duration", "s", "Time that opening, checking and warming up the model took.", advice: Buckets.Rounds);

    /// <summary>Counts a request in, or out.</summary>
    /// <param name="change">1 or -1.</param>
    public static void CountActive(int change) => Active.Add(change);

    /// <summary>Counts tokens that the model reads.</summary>
    public static void CountInput(string model, int tokens) => CountTokens(model, AttributeNames.InputTokens, tokens);

    /// <summary>A model is ready.</summary>
    public static void RecordLoad(string model, TimeSpan duration) =>
        LoadDuration.Record(duration.TotalSeconds, KeyValuePair.Create<string, object?>(AttributeNames.Model, model));

    /// <summary>A request leaves the queue.</summary>
    public static void RecordWait(TimeSpan duration) => QueueDuration.Record(duration.TotalSeconds);

    /// <summary>The graph has run.</summary>
    /// <param name="batch">What it was given.</param>
    /// <param name="start">The stopwatch's timestamp before.</param>
    public static void RecordRun(TokenBatch batch, long start)
    {
        if (ForwardDuration.Enabled || BatchRows.Enabled || BatchTokens.Enabled)
        {
            var kind = KeyValuePair.Create<string, object?>(PassKind, batch.Past > 0 ? Decode : Forward);
            ForwardDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, kind);
            BatchRows.Record(batch.Rows, kind);
            BatchTokens.Record(batch.Rows * batch.Width, kind);
        }
    }

    /// <summary>A text has been generated.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="first">Time until the distribution of the first token was there.</param>
    /// <param name="all">Time of the whole.</param>
    /// <param name="steps">Tokens one after the other, the first included.</param>
    /// <param name="tokens">Tokens of all rows.</param>
    public static void RecordGeneration(string model, TimeSpan first, TimeSpan all, int steps, int tokens)
    {
        CountTokens(model, AttributeNames.OutputTokens, tokens);
        var tags = Completion(model);
        FirstToken.Record(first.TotalSeconds, tags);
        if (steps > 1)
        {
            OutputToken.Record((all - first).TotalSeconds / (steps - 1), tags);
        }
    }

    /// <summary>The attributes that the semantic conventions ask for.</summary>
    /// <param name="model">Name of the model.</param>
    private static TagList Completion(string model)
    {
        return new TagList
        {
            { AttributeNames.Operation, AttributeNames.TextCompletion },
            { AttributeNames.Provider, AttributeNames.BittensorProvider },
            { AttributeNames.Model, model },
        };
    }

    private static void CountTokens(string model, string type, int tokens) => Tokens.Add(
        tokens,
        KeyValuePair.Create<string, object?>(AttributeNames.TokenType, type),
        KeyValuePair.Create<string, object?>(AttributeNames.Model, model));
}
