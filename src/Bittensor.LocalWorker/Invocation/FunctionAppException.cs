namespace Bittensor.LocalWorker.Invocation;

/// <summary>The app cannot start. The message lists everything that is wrong with its functions, settings and host.json.</summary>
public sealed class FunctionAppException : Exception
{
    /// <summary>Creates an exception without problems.</summary>
    public FunctionAppException()
    {
    }

    /// <summary>Creates an exception with one problem.</summary>
    public FunctionAppException(string message)
        : base(message) => Problems = [message];

    /// <summary>Creates an exception with one problem and its cause.</summary>
    public FunctionAppException(string message, Exception innerException)
        : base(message, innerException) => Problems = [message];

    /// <summary>Creates an exception with all problems found.</summary>
    public FunctionAppException(IReadOnlyCollection<string> problems)
        : base($"The function app cannot start:{string.Concat(problems.Select(p => $"{Environment.NewLine}  - {p}"))}") =>
        Problems = problems;

    /// <summary>The problems, one sentence each.</summary>
    public IReadOnlyCollection<string> Problems { get; } = [];
}
