namespace Bittensor.Protocol;

/// <summary>Return codes as HTTP statuses and as status messages.</summary>
/// <remarks>
/// Each code has one status. Two refusals happen before a synapse is known, and HTTP has its own status for them: an
/// unknown route is 404 with <see cref="ReturnCode.NotImplemented"/>, a body that is too large is 413 with
/// <see cref="ReturnCode.InvalidRequest"/>; see <see cref="SynapseProblem"/>. A wrong content type is 415, which is the
/// status of <see cref="ReturnCode.RequestIncompatibleVersion"/>: a form that this side does not speak. Codes of the
/// answer's faults are 500 where an axon finds its own answer faulty; otherwise only callers give them.
/// </remarks>
public static class ReturnCodes
{
    /// <summary>HTTP status of a code.</summary>
    /// <param name="code">How the call ended.</param>
    /// <returns>200, or an error from 400 to 504.</returns>
    public static int ToHttpStatus(ReturnCode code) => code switch
    {
        ReturnCode.Success => 200,
        ReturnCode.EmptyRequest or ReturnCode.RequestDeserializationException => 400,
        ReturnCode.Unauthenticated => 401,
        ReturnCode.SenderUnknown => 403,
        ReturnCode.Timeout => 408,
        ReturnCode.RequestIncompatibleVersion => 415,
        ReturnCode.InvalidRequest or ReturnCode.RequestShapeException => 422,
        ReturnCode.NucleusFull => 429,
        ReturnCode.NotImplemented => 501,
        ReturnCode.Unavailable => 503,
        ReturnCode.NucleusTimeout => 504,
        _ => 500,
    };

    /// <summary>The code that a bare status stands for, where an answer names none.</summary>
    /// <param name="status">HTTP status.</param>
    public static ReturnCode FromHttpStatus(int status) => status switch
    {
        >= 200 and < 300 => ReturnCode.Success,
        400 => ReturnCode.RequestDeserializationException,
        401 => ReturnCode.Unauthenticated,
        403 => ReturnCode.SenderUnknown,
        404 or 405 or 501 => ReturnCode.NotImplemented,
        408 => ReturnCode.Timeout,
        415 => ReturnCode.RequestIncompatibleVersion,
        429 => ReturnCode.NucleusFull,
        502 or 503 => ReturnCode.Unavailable,
        504 => ReturnCode.NucleusTimeout,
        > 400 and < 500 => ReturnCode.InvalidRequest,
        _ => ReturnCode.UnknownException,
    };

    /// <summary>Reads a code's name, exactly as <see cref="ReturnCode"/> spells it.</summary>
    /// <param name="name">Such as <c>NucleusFull</c>.</param>
    /// <returns>The code, or null where there is none of that name.</returns>
    public static ReturnCode? FromName(string? name) =>
        Enum.TryParse<ReturnCode>(name, out var code) && code.ToString() == name ? code : null;

    /// <summary>A status message: the code's name, then a colon and what happened.</summary>
    /// <param name="code">How the call ended.</param>
    /// <param name="detail">What happened; may be left out.</param>
    /// <returns>Such as <c>Success</c> or <c>InvalidRequest: topk is 0; expected 1 to 50257.</c></returns>
    public static string ToStatusMessage(ReturnCode code, string? detail = null) =>
        string.IsNullOrEmpty(detail) ? $"{code}" : $"{code}: {detail}";

    /// <summary>Takes a status message apart.</summary>
    /// <param name="message">Such as <see cref="ToStatusMessage"/> gives, or any other text.</param>
    /// <returns>The code, or null where the message starts with none; and what follows it, or else the whole message.</returns>
    public static (ReturnCode? Code, string Detail) SplitStatusMessage(string? message)
    {
        var parts = (message ?? "").Split(':', 2);
        var code = FromName(parts[0]);
        return (code, code is null ? message ?? "" : parts.ElementAtOrDefault(1)?.Trim() ?? "");
    }
}
