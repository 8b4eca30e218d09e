using Microsoft.Extensions.Logging;

namespace Bittensor.ModelStore;

/// <summary>Every line that this project logs; ids 8500 to 8599.</summary>
internal static partial class Log
{
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
