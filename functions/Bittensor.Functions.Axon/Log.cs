using Microsoft.Extensions.Logging;

namespace Bittensor.Functions.Axon;

/// <summary>Every line that this app logs itself; ids 8000 to 8499.</summary>
internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Error, "A request to {Route} failed; the caller was told error {ErrorId}")]
    public static partial void RequestFailed(ILogger log, Exception fault, string route, string errorId);

    [LoggerMessage(8001, LogLevel.Debug, "The caller of {Route} went away")]
    public static partial void CallerGone(ILogger log, string route);

    [LoggerMessage(8002, LogLevel.Debug, "{Route}: {Status} after {Seconds:0.000} s; {Message}")]
    public static partial void Answered(ILogger log, string route, int status, double seconds, string message);
}
