using System.Diagnostics;
using Bittensor.Protocol;
using Bittensor.Telemetry;

namespace Bittensor.Client;

/// <summary>The span of one query, and its measures.</summary>
internal readonly struct Query : IDisposable
{
    private readonly string _route;
    private readonly Activity? _span;

    private Query(Uri axon, string route)
    {
        _route = route;
        _span = DendriteTelemetry.Source.StartActivity(route, ActivityKind.Client);
        if (_span is not null && axon is { IsAbsoluteUri: true })
        {
            _span.SetTag(AttributeNames.ServerAddress, axon.Host).SetTag(AttributeNames.ServerPort, axon.Port);
        }
    }

    /// <summary>An axon is asked.</summary>
    /// <param name="axon">Its base URL.</param>
    /// <param name="route">Name of the synapse.</param>
    public static Query Start(Uri axon, string route) => new(axon, route);

    /// <summary>The query has ended.</summary>
    /// <param name="exchange">What went over the wire.</param>
    /// <param name="asked">The request.</param>
    /// <param name="answer">The answer; null where it failed.</param>
    /// <param name="failure">Why it failed.</param>
    public void End(Exchange exchange, Synapse asked, Synapse? answer, SynapseException? failure)
    {
        if (_span is null && !DendriteTelemetry.IsMetered)
        {
            return;
        }

        var tags = new TagList
        {
            { AttributeNames.Operation, AttributeNames.TextCompletion },
            { AttributeNames.Provider, AttributeNames.BittensorProvider },
            { AttributeNames.Synapse, _route },
        };
        foreach (var (name, value) in tags)
        {
            _span?.SetTag(name, value);
        }

        RecordSizes(exchange, tags);
        RecordTokens(asked, answer, tags);
        if (failure is not null)
        {
            var code = failure.ReturnCode.ToString();
            tags.Add(AttributeNames.ErrorType, code);
            _span.Fail(code, failure.Message);
        }

        DendriteTelemetry.Duration.Record(exchange.Elapsed.TotalSeconds, tags);
    }

    /// <inheritdoc/>
    public void Dispose() => _span?.Dispose();

    private static void RecordSizes(Exchange exchange, TagList tags)
    {
        DendriteTelemetry.RequestSize.Record(exchange.BytesSent, tags);
        DendriteTelemetry.ResponseSize.Record(exchange.BytesReceived, tags);
    }

    /// <summary>What is asked as text is not counted: only the axon knows its tokens.</summary>
    private static void RecordTokens(Synapse asked, Synapse? answer, TagList tags)
    {
        if (asked.Inputs is { } inputs)
        {
            RecordTokens(inputs.Values.Length, AttributeNames.InputTokens, tags);
        }

        if (answer is TextSeq2Seq { GeneratedIds: { } generated })
        {
            RecordTokens(generated.Values.Length, AttributeNames.OutputTokens, tags);
        }
    }

    private static void RecordTokens(int tokens, string type, TagList tags)
    {
        tags.Add(AttributeNames.TokenType, type);
        DendriteTelemetry.TokenUsage.Record(tokens, tags);
    }
}
