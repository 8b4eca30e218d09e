using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bittensor.Testing;

/// <summary>Listens to the spans and measurements of this process, those of tests beside it included: look for your own.</summary>
public sealed class TelemetryRecorder : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentQueue<Measurement> _measured = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="names">Names of sources and meters.</param>
    public TelemetryRecorder(params string[] names)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => names.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (names.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
    }

    /// <summary>Spans that have ended.</summary>
    public IReadOnlyCollection<Activity> Spans => _ended;

    /// <summary>Measurements of an instrument whose tags have certain values.</summary>
    /// <param name="name">Name of the instrument.</param>
    /// <param name="tags">Names and values.</param>
    public IReadOnlyList<Measurement> Of(string name, params (string Name, object Value)[] tags) =>
        [.. _measured.Where(found => found.Name == name && tags.All(tag => tag.Value.Equals(found.Tags.GetValueOrDefault(tag.Name))))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue(new(instrument.Name, instrument.Unit, value, new Dictionary<string, object?>(tags.ToArray())));

    /// <summary>One measurement.</summary>
    /// <param name="Name">Name of the instrument.</param>
    /// <param name="Unit">Its unit.</param>
    /// <param name="Value">What was measured.</param>
    /// <param name="Tags">Attributes.</param>
    public sealed record Measurement(string Name, string? Unit, double Value, IReadOnlyDictionary<string, object?> Tags);
}
