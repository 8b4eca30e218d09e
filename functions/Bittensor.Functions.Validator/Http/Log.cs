using Microsoft.Extensions.Logging;

namespace Bittensor.Functions.Validator.Http;

/// <summary>Log lines of the HTTP functions; ids 3005, 3006, 3008 and 3010.</summary>
internal static partial class Log
{
    [LoggerMessage(3005, LogLevel.Information, "Axon {Uid} registered at {Url}.")]
    public static partial void AxonRegistered(ILogger logger, int uid, Uri url);

    [LoggerMessage(3006, LogLevel.Information, "Axon {Uid} at {Url} was removed.")]
    public static partial void AxonRemoved(ILogger logger, int uid, Uri url);

    [LoggerMessage(3008, LogLevel.Error, "{Function} failed: the storage account cannot be reached.")]
    public static partial void StorageFailed(ILogger logger, string function, Exception exception);

    [LoggerMessage(3010, LogLevel.Information, "{Messages} poison messages were put back into their queues.")]
    public static partial void PoisonReplayed(ILogger logger, int messages);
}
