namespace Bittensor.LocalNetwork.Azurite;

/// <summary>Azurite could not be installed or started: Node.js is missing, npm failed, or the process ended early. The message
/// holds what the tool printed.</summary>
public sealed class AzuriteException : Exception
{
    /// <summary>Creates an exception without a message.</summary>
    public AzuriteException()
    {
    }

    /// <summary>Creates an exception that says what failed.</summary>
    public AzuriteException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception that says what failed, and why.</summary>
    public AzuriteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
