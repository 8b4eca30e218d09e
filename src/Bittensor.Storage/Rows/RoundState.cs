namespace Bittensor.Storage;

/// <summary>How far a round is.</summary>
public enum RoundState
{
    /// <summary>Its tasks are drawn; some axons may not have been asked yet.</summary>
    Started,

    /// <summary>Every axon has its message.</summary>
    FannedOut,

    /// <summary>Scores, weights and history are written.</summary>
    Closed,
}
