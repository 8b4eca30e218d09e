using System.Diagnostics;
using Bittensor.Protocol;
using Bittensor.Telemetry;

namespace Bittensor.Axon.Handlers;

/// <summary>The span of one synapse, and its duration.</summary>
internal readonly struct SynapseSpan : IDisposable
{
    private readonly string _synapse;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Activity? _span;

    private SynapseSpan(string synapse, TimeProvider clock)
    {
        _synapse = synapse;
        _clock = clock;
        _start = clock.GetTimestamp();
        _span = AxonTelemetry.Source.StartActivity(synapse);
    }

    /// <summary>A handler starts.</summary>
    public static SynapseSpan Start(string synapse, TimeProvider clock) => new(synapse, clock);

    /// <summary>There is an answer.</summary>
    /// <param name="model">Name of the model; null before there is one.</param>
    /// <param name="failure">Why there is no answer.</param>
    public void End(string? model, SynapseException? failure)
    {
        if (_span is null && !AxonTelemetry.RequestDuration.Enabled)
        {
            return;
        }

        var tags = Completion(model);
        tags.Add(AttributeNames.Synapse, _synapse);
        foreach (var (name, value) in tags)
        {
            _span?.SetTag(name, value);
        }

        if (failure is not null)
        {
            var code = failure.ReturnCode.ToString();
            tags.Add(AttributeNames.ErrorType, code);
            _span.Fail(code, failure.Message);
        }

        AxonTelemetry.RequestDuration.Record(_clock.GetElapsedTime(_start).TotalSeconds, tags);
    }

    /// <inheritdoc/>
    public void Dispose() => _span?.Dispose();

    private static TagList Completion(string? model)
    {
        var tags = new TagList
        {
            { AttributeNames.Operation, AttributeNames.TextCompletion },
            { AttributeNames.Provider, AttributeNames.BittensorProvider },
        };
        if (model is not null)
        {
            tags.Add(AttributeNames.Model, model);
        }

        return tags;
    }
}
