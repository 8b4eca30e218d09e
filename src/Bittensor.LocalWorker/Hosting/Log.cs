using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Hosting;

/// <summary>All log lines of this project; ids 7000 to 7099.</summary>
internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Error, "HTTP function {Function} failed, error {ErrorId}.")]
    public static partial void HttpFunctionFailed(ILogger logger, string function, string errorId, Exception exception);

    [LoggerMessage(7001, LogLevel.Information, "The client of HTTP function {Function} hung up.")]
    public static partial void ClientGone(ILogger logger, string function);

    [LoggerMessage(7002, LogLevel.Warning, "HTTP function {Function} needs a key, but neither {FunctionKey} nor {AdminKey} is set: every request gets 401.")]
    public static partial void KeyMissing(ILogger logger, string function, string functionKey, string adminKey);

    [LoggerMessage(7010, LogLevel.Error, "Timer function {Function} failed.")]
    public static partial void TimerFunctionFailed(ILogger logger, string function, Exception exception);

    [LoggerMessage(7011, LogLevel.Warning, "Function {Function} was cancelled because the app stops.")]
    public static partial void FunctionAbandoned(ILogger logger, string function);

    [LoggerMessage(7020, LogLevel.Error, "Queue function {Function} failed on message {MessageId} of {Queue}, try {Try} of {Tries}.")]
    public static partial void QueueFunctionFailed(
        ILogger logger, string function, string messageId, string queue, long @try, int tries, Exception exception);

    [LoggerMessage(7021, LogLevel.Warning, "Message {MessageId} of {Queue} moved to {PoisonQueue} after {Tries} tries.")]
    public static partial void MessagePoisoned(ILogger logger, string messageId, string queue, string poisonQueue, long tries);

    [LoggerMessage(7022, LogLevel.Warning, "The lease of message {MessageId} of {Queue} is lost; whoever receives it next runs it again.")]
    public static partial void LeaseLost(ILogger logger, string messageId, string queue);

    [LoggerMessage(7023, LogLevel.Warning, "Queue {Queue} cannot be reached ({Cause}); next try in {Delay}.")]
    public static partial void QueueUnreachable(ILogger logger, string queue, string cause, TimeSpan delay);

    [LoggerMessage(7024, LogLevel.Warning, "The lease of message {MessageId} of {Queue} could not be renewed; trying again.")]
    public static partial void RenewalFailed(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(7025, LogLevel.Error, "Message {MessageId} of {Queue} could not be finished; it becomes visible again.")]
    public static partial void CompletionFailed(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(7026, LogLevel.Information, "Message {MessageId} of {Queue} released because the app stops.")]
    public static partial void MessageReleased(ILogger logger, string messageId, string queue);

    [LoggerMessage(7030, LogLevel.Information, "Process {ProcessId}, which started this app, is gone: stopping.")]
    public static partial void ParentGone(ILogger logger, int processId);
}
