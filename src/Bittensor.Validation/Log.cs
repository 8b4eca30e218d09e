using Bittensor.Protocol;
using Microsoft.Extensions.Logging;

namespace Bittensor.Validation;

/// <summary>Log lines of rounds and metagraph; ids 3000 to 3099, of which 3005, 3006, 3008 and 3010 are those of the functions.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Round {Round} started: {Axons} axons, {Tasks} tasks.")]
    public static partial void RoundStarted(ILogger logger, long round, int axons, int tasks);

    [LoggerMessage(3001, LogLevel.Information, "Round {Round} is still open; no other is started beside it.")]
    public static partial void RoundStillOpen(ILogger logger, long round);

    [LoggerMessage(3002, LogLevel.Information, "No axon is registered; no round is started.")]
    public static partial void NoAxons(ILogger logger);

    [LoggerMessage(3003, LogLevel.Information, "Round {Round} closed: {Answered} of {Axons} axons answered, mean loss {Loss}.")]
    public static partial void RoundClosed(ILogger logger, long round, int answered, int axons, double? loss);

    [LoggerMessage(3004, LogLevel.Information, "Round {Round}, uid {Uid}: {ReturnCode}, loss {Loss}. {Message}")]
    public static partial void AxonExamined(
        ILogger logger, long round, int uid, ReturnCode returnCode, double? loss, string message);

    [LoggerMessage(3007, LogLevel.Warning, "The metadata of {Url} could not be read: {Reason}")]
    public static partial void MetadataUnavailable(ILogger logger, Uri url, string reason);

    [LoggerMessage(3009, LogLevel.Error, "Round {Round}, uid {Uid}: the answer could not be measured; the axon counts as failed.")]
    public static partial void MeasuringFailed(ILogger logger, long round, int uid, Exception exception);

    [LoggerMessage(3050, LogLevel.Information, "{Count} rounds from {Oldest} to {Newest} were older than history is kept, and removed.")]
    public static partial void RoundsRemoved(ILogger logger, int count, long oldest, long newest);
}
