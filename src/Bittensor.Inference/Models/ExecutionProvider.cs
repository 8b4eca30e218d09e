namespace Bittensor.Inference.Models;

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
