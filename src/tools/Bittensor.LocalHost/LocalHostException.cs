namespace Bittensor.LocalHost;

/// <summary>An app cannot be served; the message says why.</summary>
internal sealed class LocalHostException : Exception
{
    /// <summary>Creates it.</summary>
    public LocalHostException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    public LocalHostException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
