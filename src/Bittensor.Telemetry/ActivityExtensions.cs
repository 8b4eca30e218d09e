using System.Diagnostics;

namespace Bittensor.Telemetry;

/// <summary>What spans have in common.</summary>
public static class ActivityExtensions
{
    /// <summary>Marks a span as failed.</summary>
    /// <param name="activity">The span; null where nobody listens.</param>
    /// <param name="error">Name of a return code, or type of an exception.</param>
    /// <param name="message">What went wrong, in words.</param>
    public static void Fail(this Activity? activity, string error, string? message = null) =>
        activity?.SetTag(AttributeNames.ErrorType, error).SetStatus(ActivityStatusCode.Error, message);
}
