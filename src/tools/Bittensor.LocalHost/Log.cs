using Microsoft.Extensions.Logging;

namespace Bittensor.LocalHost;

/// <summary>Log lines of the local host; event ids from 9000.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Warning, "The worker {Process} ended with code {Code}.")]
    public static partial void WorkerEnded(ILogger logger, int process, int code);

    [LoggerMessage(9002, LogLevel.Error, "{Function} failed: {Reason}")]
    public static partial void FunctionFailed(ILogger logger, string function, string reason);

    [LoggerMessage(9003, LogLevel.Critical, "{Times} workers on end could not stay; the host ends.")]
    public static partial void WorkerGivenUp(ILogger logger, int times);

    [LoggerMessage(9004, LogLevel.Warning, "{Function} ran longer than functionTimeout, {Limit}; its worker is replaced.")]
    public static partial void FunctionTimedOut(ILogger logger, string function, TimeSpan limit);

    [LoggerMessage(9005, LogLevel.Warning, "{Running} invocations still run after {Limit}; they are cancelled.")]
    public static partial void DrainEnded(ILogger logger, int running, TimeSpan limit);

    [LoggerMessage(9007, LogLevel.Error, "The worker could not be started.")]
    public static partial void WorkerFailed(ILogger logger, Exception exception);

    [LoggerMessage(9008, LogLevel.Critical, "A listener of timers or queues broke down; the host ends.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);
}
