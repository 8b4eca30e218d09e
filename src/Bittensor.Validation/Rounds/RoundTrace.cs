using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Bittensor.Validation.Rounds;

/// <summary>The span that messages or a round come from: what makes a round one trace, whichever processes work on it. Optional;
/// who does not know the version ignores it.</summary>
/// <param name="Version">Version of this record; <see cref="Current"/>.</param>
/// <param name="TraceParent">The span, as the W3C Trace Context's header <c>traceparent</c> has it.</param>
/// <param name="TraceState">What tools added, as its header <c>tracestate</c> has it.</param>
public sealed record RoundTrace(
    int Version,
    string TraceParent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceState = null)
{
    /// <summary>The version that is written.</summary>
    public const int Current = 1;

    /// <summary>The span; null where it cannot be read.</summary>
    [JsonIgnore]
    public ActivityContext? Parent =>
        Version == Current && ActivityContext.TryParse(TraceParent, TraceState, isRemote: true, out var context) ? context : null;

    /// <summary>The span that the caller is in; null where there is none.</summary>
    public static RoundTrace? Here()
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } span)
        {
            return null;
        }

        // an empty state is as good as none, and shorter in every message
        return new(Current, id, string.IsNullOrEmpty(span.TraceStateString) ? null : span.TraceStateString);
    }

    /// <summary>Starts a span in a round's trace; one that the caller is in and that is of another trace gets a link.</summary>
    /// <param name="trace">Where the round comes from; without it the span belongs to the caller's.</param>
    /// <param name="source">Starts it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Its kind.</param>
    /// <returns>The span to dispose of at its end; null where nobody listens.</returns>
    public static Activity? Continue(RoundTrace? trace, ActivitySource source, string name, ActivityKind kind)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.HasListeners())
        {
            return null;
        }

        var here = Activity.Current;
        if (trace?.Parent is not { } parent || parent.TraceId == here?.TraceId)
        {
            return source.StartActivity(name, kind);
        }

        ActivityLink[] links = [];
        if (here is not null)
        {
            links = [new(here.Context)];
        }

        return source.StartActivity(name, kind, parent, links: links);
    }
}
