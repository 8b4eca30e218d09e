namespace Bittensor.Deployment;

/// <summary>The deployment cannot go on; the message says why and what to do.</summary>
/// <param name="message">What went wrong.</param>
internal sealed class DeploymentException(string message) : Exception(message);
