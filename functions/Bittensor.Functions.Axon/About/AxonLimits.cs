namespace Bittensor.Functions.Axon.About;

/// <summary>Limits on requests.</summary>
/// <param name="BodyBytes">Bytes of a body.</param>
/// <param name="TokensPerRequest">Tokens over all rows.</param>
/// <param name="RowsPerPass">Rows of one forward pass.</param>
/// <param name="QueuedRequests">Requests that wait or run.</param>
/// <param name="TextLength">Characters of text.</param>
/// <param name="AnswerEntries">Numbers of an answer.</param>
/// <param name="GeneratedRows">Sequences generated side by side.</param>
/// <param name="TimeoutSeconds">Seconds a request has at most.</param>
/// <param name="Truncation">What happens to rows longer than the context.</param>
public sealed record AxonLimits(
    long BodyBytes,
    int TokensPerRequest,
    int RowsPerPass,
    int QueuedRequests,
    int TextLength,
    int AnswerEntries,
    int GeneratedRows,
    double TimeoutSeconds,
    string Truncation);
