using Bittensor.Inference.Models;
using Microsoft.Extensions.Logging;

namespace Bittensor.Inference;

/// <summary>Every line that this project logs; ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Model {Model} is ready after {Seconds:0.00} s; {Padding}")]
    public static partial void Loaded(ILogger log, string model, double seconds, PaddingSupport padding);

    [LoggerMessage(1001, LogLevel.Critical, "The model cannot be served: {Reason}")]
    public static partial void LoadFailed(ILogger log, Exception fault, string reason);

    [LoggerMessage(1002, LogLevel.Information, "Computing on the CPU. {Reason}")]
    public static partial void UsesCpu(ILogger log, string reason);

    [LoggerMessage(1003, LogLevel.Warning, "CUDA was asked for; computing on the CPU instead. {Reason}")]
    public static partial void CudaMissing(ILogger log, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "Nothing in {Folder} tells the context length; taking {Tokens} tokens. Model:ContextLength sets another.")]
    public static partial void NoContextLength(ILogger log, string folder, int tokens);

    [LoggerMessage(1005, LogLevel.Error, "The graph failed on a pass of {Rows} rows of at most {Tokens} tokens")]
    public static partial void ForwardFailed(ILogger log, Exception fault, int rows, int tokens);

    [LoggerMessage(1500, LogLevel.Information, "Serving {Model} ({Synapses}): ready {Seconds:0.00} s after the start of the process, {Megabytes:0} MiB in memory")]
    public static partial void Ready(ILogger log, string model, string synapses, double seconds, double megabytes);

    [LoggerMessage(1501, LogLevel.Error, "{Synapse} failed; the caller was told error {ErrorId}")]
    public static partial void SynapseFailed(ILogger log, Exception fault, string synapse, string errorId);
}
