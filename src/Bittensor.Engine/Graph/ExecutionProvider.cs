namespace Bittensor.Engine.Graph;

/// <summary>Where ONNX Runtime computes.</summary>
public enum ExecutionProvider
{
    /// <summary>CUDA where this build and machine have it, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; needs a build with <c>OnnxRuntime=Gpu</c>.</summary>
    Cuda,
}

/// <summary>An execution provider that is required and is not there.</summary>
/// <param name="provider">What was asked for.</param>
/// <param name="message">Why it cannot be used and what to do.</param>
/// <param name="innerException">What ONNX Runtime said.</param>
public sealed class ExecutionProviderException(ExecutionProvider provider, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What was asked for.</summary>
    public ExecutionProvider Provider { get; } = provider;
}
