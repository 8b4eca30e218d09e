namespace Bittensor.Storage;

/// <summary>Asks a worker to close a round, or to look again later.</summary>
/// <param name="RoundId">Number of the round.</param>
/// <param name="Attempt">Times it was looked at before; the wait grows with it.</param>
public sealed record CloseRoundMessage(long RoundId, int Attempt);
