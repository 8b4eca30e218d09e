using Microsoft.Extensions.Logging;

namespace Bittensor.Axon;

/// <summary>Every line that this project logs; ids 3500 to 3999 (handlers), 8000 to 8499 (HTTP), 8500 to 8599 (models from blobs).</summary>
internal static partial class Log
{
    [LoggerMessage(3500, LogLevel.Information, "Serving {Model} ({Synapses}): ready {Seconds:0.00} s after the start of the process, {Megabytes:0} MiB in memory")]
    public static partial void Ready(ILogger log, string model, string synapses, double seconds, double megabytes);

    [LoggerMessage(3501, LogLevel.Error, "{Synapse} failed; the caller was told error {ErrorId}")]
    public static partial void SynapseFailed(ILogger log, Exception fault, string synapse, string errorId);

    [LoggerMessage(8000, LogLevel.Error, "A request to {Route} failed; the caller was told error {ErrorId}")]
    public static partial void RequestFailed(ILogger log, Exception fault, string route, string errorId);

    [LoggerMessage(8001, LogLevel.Debug, "The caller of {Route} went away")]
    public static partial void CallerGone(ILogger log, string route);

    [LoggerMessage(8002, LogLevel.Debug, "{Route}: {Status} after {Seconds:0.000} s; {Message}")]
    public static partial void Answered(ILogger log, string route, int status, double seconds, string message);

    [LoggerMessage(8500, LogLevel.Information, "The model in {Source} is in {Folder} already; nothing is downloaded")]
    public static partial void Unchanged(ILogger log, string source, string folder);

    [LoggerMessage(8501, LogLevel.Information, "Downloading {Files} of {AllFiles} files ({Megabytes:0.0} MiB) from {Source} to {Folder}")]
    public static partial void Downloading(ILogger log, int files, int allFiles, double megabytes, string source, string folder);

    [LoggerMessage(8502, LogLevel.Information, "{Progress}")]
    public static partial void Progress(ILogger log, string progress);

    [LoggerMessage(8503, LogLevel.Information, "The model from {Source} is complete after {Seconds:0.0} s, every checksum right ({Checked} of {Files} files have one)")]
    public static partial void Complete(ILogger log, string source, double seconds, int @checked, int files);

    [LoggerMessage(8504, LogLevel.Information, "Another process downloads the model to {Folder}; waiting for it")]
    public static partial void Waiting(ILogger log, string folder);

    [LoggerMessage(8505, LogLevel.Warning, "An older copy in {Folder} could not be deleted: {Reason}")]
    public static partial void NotDeleted(ILogger log, string folder, string reason);
}
