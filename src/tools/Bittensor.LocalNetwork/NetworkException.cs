namespace Bittensor.LocalNetwork;

/// <summary>The network cannot start or go on; the message says why and, where an app is to blame, ends with its last lines.</summary>
/// <param name="message">What went wrong.</param>
internal sealed class NetworkException(string message) : Exception(message);
