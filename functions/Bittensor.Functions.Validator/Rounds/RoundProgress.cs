namespace Bittensor.Functions.Validator;

/// <summary>How far a round is.</summary>
/// <param name="IsClosed">Whether its scores are final, or it is not there any more.</param>
/// <param name="Elapsed">Time since it started; 0 once it is closed.</param>
/// <param name="Answered">Axons that have a response.</param>
/// <param name="Missing">Axons that have none yet.</param>
public sealed record RoundProgress(bool IsClosed, TimeSpan Elapsed, int Answered, int Missing)
{
    /// <summary>That of a round that is closed.</summary>
    public static RoundProgress Closed { get; } = new(true, TimeSpan.Zero, 0, 0);

    /// <summary>Time until the missing ones have answered, if they do so as fast as the others did; without end while none has.</summary>
    public TimeSpan Remaining => Answered > 0
        ? Elapsed * Missing / Answered
        : TimeSpan.MaxValue;
}
