using Bittensor.Engine.Padding;
using Microsoft.Extensions.Logging;

namespace Bittensor.Engine;

/// <summary>Every line that this project logs; ids 1000 to 1499.</summary>
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
}
