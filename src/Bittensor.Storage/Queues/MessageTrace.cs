using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Bittensor.Storage;

/// <summary>Where a message comes from: what makes a round one trace. Optional; who does not know the version ignores it.</summary>
/// <param name="Version">Version of this record; <see cref="Current"/>.</param>
/// <param name="TraceParent">Who sent it, as the W3C Trace Context's header <c>traceparent</c> has it.</param>
/// <param name="TraceState">What tools added, as its header <c>tracestate</c> has it.</param>
public sealed record MessageTrace(
    int Version,
    string TraceParent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceState = null)
{
    /// <summary>The version that is written.</summary>
    public const int Current = 1;

    /// <summary>The span to go on from; null where it cannot be read.</summary>
    [JsonIgnore]
    public ActivityContext? Parent =>
        Version == Current && ActivityContext.TryParse(TraceParent, TraceState, isRemote: true, out var context) ? context : null;

    /// <summary>The span that the caller is in; null where there is none.</summary>
    public static MessageTrace? Here() => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } span
        ? new(Current, id, span.TraceStateString is { Length: > 0 } state ? state : null)
        : null;
}
