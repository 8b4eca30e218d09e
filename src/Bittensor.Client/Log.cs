using Bittensor.Protocol;
using Microsoft.Extensions.Logging;

namespace Bittensor.Client;

/// <summary>Log lines of the calling side; ids 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Debug, "{Axon} did not answer {Route}: {ReturnCode}")]
    public static partial void QueryFailed(ILogger logger, Exception exception, Uri axon, string route, ReturnCode returnCode);
}
