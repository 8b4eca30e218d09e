namespace Bittensor.Protocol;

/// <summary>A call that ends with a return code other than <see cref="ReturnCode.Success"/>.</summary>
/// <param name="returnCode">What kind of failure it is.</param>
/// <param name="message">What was wrong and what was expected; it is shown to the caller.</param>
/// <param name="innerException">What caused it; it stays in the log.</param>
public sealed class SynapseException(ReturnCode returnCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of failure it is.</summary>
    public ReturnCode ReturnCode { get; } = returnCode;
}
