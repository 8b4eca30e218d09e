namespace Bittensor.LocalHost;

/// <summary>An app cannot be served; the message says why.</summary>
public sealed class LocalHostException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    public LocalHostException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    /// <param name="inner">The cause.</param>
    public LocalHostException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
