namespace Bittensor.Engine;

/// <summary>A request that the engine does not answer.</summary>
/// <param name="fault">The kind of failure.</param>
/// <param name="message">What was found and what was expected; callers may see it.</param>
/// <param name="innerException">The cause, for the log.</param>
public sealed class EngineException(EngineFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The kind of failure.</summary>
    public EngineFault Fault { get; } = fault;

    /// <summary>The row that was refused, counted from 0; null where the failure concerns no single row.</summary>
    public int? Row { get; init; }

    /// <summary>The number that was refused: tokens, or a token id; null where there is none.</summary>
    public long? Found { get; init; }

    /// <summary>The largest number that is accepted, in the unit of <see cref="Found"/>; null where there is none.</summary>
    public long? Limit { get; init; }

    internal static EngineException NoRows() => new(EngineFault.NoTokens, "The request has no rows.");

    internal static EngineException NoTokens(int row) =>
        new(EngineFault.NoTokens, $"Row {row} has no tokens; expected at least one.") { Row = row };

    internal static EngineException UnknownToken(int row, int position, int id, int vocabulary) => new(
        EngineFault.UnknownToken, $"Row {row} has the token id {id} at position {position}; expected 0 to {vocabulary - 1}.")
    {
        Row = row, Found = id, Limit = vocabulary - 1,
    };

    internal static EngineException ContextExceeded(int row, int length, int contextLength) => new(
        EngineFault.ContextExceeded,
        $"Row {row} has {length} tokens; expected at most {contextLength}, the model's context length.")
    {
        Row = row, Found = length, Limit = contextLength,
    };

    internal static EngineException TooManyTokens(long count, int limit) => new(
        EngineFault.TooManyTokens, $"The request has {count} tokens; expected at most {limit}.")
    {
        Found = count, Limit = limit,
    };

    internal static EngineException QueueFull(int limit) => new(
        EngineFault.QueueFull, $"{limit} requests wait for the model, which is the most it takes; try again later.")
    {
        Limit = limit,
    };

    internal static EngineException NotFinite(float largest) =>
        new(EngineFault.NotFinite, $"The model gave {largest} as its largest logit; expected finite numbers.");

    internal static EngineException GraphFailed(Exception cause) =>
        new(EngineFault.GraphFailed, "The model failed on this request.", cause);
}

/// <summary>Kinds of <see cref="EngineException"/>; there are no others.</summary>
public enum EngineFault
{
    /// <summary>There are no rows, or one has no tokens.</summary>
    NoTokens,

    /// <summary>A token id lies outside the vocabulary.</summary>
    UnknownToken,

    /// <summary>A row is longer than the model's context, or would become so.</summary>
    ContextExceeded,

    /// <summary>The rows together have more tokens than one request may have.</summary>
    TooManyTokens,

    /// <summary>Options of the generation contradict each other.</summary>
    ContradictoryOptions,

    /// <summary>Too many requests wait for the model or run.</summary>
    QueueFull,

    /// <summary>The forward pass did not end within <see cref="Models.ModelOptions.ForwardTimeout"/>.</summary>
    TimedOut,

    /// <summary>The model is being loaded, could not be loaded, or is being stopped.</summary>
    NotReady,

    /// <summary>The graph gives no hidden states.</summary>
    NoHiddenStates,

    /// <summary>A logit is NaN or positive infinity, or all logits of a row are negative infinity.</summary>
    NotFinite,

    /// <summary>ONNX Runtime failed on the request; the inner exception tells why.</summary>
    GraphFailed,
}
