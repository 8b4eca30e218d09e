namespace Bittensor.Inference.Models;

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
