namespace Bittensor.Keys.Nonces;

/// <summary>What became of a nonce.</summary>
public enum NonceOutcome
{
    /// <summary>It is new, and refused from now on.</summary>
    Taken,

    /// <summary>It has been taken before: the request is a copy.</summary>
    Replayed,

    /// <summary>It is older than 4 s and the request's timeout, or than the window reaches back.</summary>
    Expired,

    /// <summary>It is later than the clock, by more than clocks may differ.</summary>
    FromFuture,

    /// <summary>Its hotkey has used too many in the time of the window.</summary>
    TooMany,
}

/// <summary>Says what became of a nonce, in words for whoever sent it.</summary>
public static class NonceOutcomeExtensions
{
    /// <summary>Describes an outcome.</summary>
    /// <param name="outcome">Any outcome.</param>
    /// <returns>What was found and what was expected, without a full stop.</returns>
    public static string Describe(this NonceOutcome outcome) => outcome switch
    {
        NonceOutcome.Taken => "the nonce is new",
        NonceOutcome.Replayed => "the nonce has been used; expected a new one for each request",
        NonceOutcome.Expired => "the nonce is too old; expected the time of the request, in nanoseconds since 1970",
        NonceOutcome.FromFuture =>
            "the nonce is ahead of the axon's clock; expected the time of the request, in nanoseconds since 1970",
        NonceOutcome.TooMany => "the hotkey has used too many nonces; expected fewer requests in the time",
        _ => outcome.ToString(),
    };
}

/// <summary>Takes each nonce once, so that nobody can send another's request again.</summary>
/// <remarks>
/// A nonce belongs to a hotkey and a uuid. It need not be greater than the last one: requests of one dendrite overtake each
/// other. Ask only after the signature has been verified, or everybody can use up another's nonces.
/// </remarks>
public interface INonceWindow
{
    /// <summary>Takes a nonce, if it is new and of this time.</summary>
    /// <param name="hotkey">Who signed.</param>
    /// <param name="uuid">The signer's process.</param>
    /// <param name="nonce">Nanoseconds since 1970. Dendrites before v7.2 send time since their machine started, which has always
    /// expired.</param>
    /// <param name="timeout">Time the request may take, as it says itself; not signed, so the window caps it.</param>
    /// <param name="cancellationToken">Ends waiting for a store.</param>
    /// <returns><see cref="NonceOutcome.Taken"/> once a nonce.</returns>
    ValueTask<NonceOutcome> TakeAsync(
        Hotkey hotkey, string uuid, long nonce, TimeSpan timeout, CancellationToken cancellationToken = default);
}
