namespace Bittensor.LocalNetwork.Simulation;

/// <summary>What a simulated round took.</summary>
/// <param name="Axons">Axons that were asked.</param>
/// <param name="Round">Number of the round.</param>
/// <param name="Answered">Axons that answered as they should.</param>
/// <param name="Time">From its start to its end.</param>
/// <param name="ClosingTime">Of that, the closing step.</param>
/// <param name="AskingTime">From its start to the last response.</param>
/// <param name="Storage">Requests to storage.</param>
/// <param name="ValidatorCpu">Processor time of the validator.</param>
/// <param name="StorageCpu">Processor time of storage.</param>
/// <param name="PeakMemory">Most memory that the validator had since it started, in bytes.</param>
/// <param name="Check">The scores beside the truth.</param>
internal sealed record SimulatedRound(
    int Axons,
    long Round,
    int Answered,
    TimeSpan Time,
    TimeSpan ClosingTime,
    TimeSpan AskingTime,
    StorageCounts Storage,
    TimeSpan ValidatorCpu,
    TimeSpan StorageCpu,
    long PeakMemory,
    ScoreCheck Check)
{
    /// <summary>Rows that the closing step writes for an axon: its statistics, and its history by axon and by round.</summary>
    private const int RowsOfClosing = 3;

    /// <summary>Messages that were worked off a second.</summary>
    public double MessagesPerSecond => Axons / AskingTime.TotalSeconds;

    /// <summary>Rows that the closing step wrote a second.</summary>
    public double RowsPerSecond => RowsOfClosing * Axons / ClosingTime.TotalSeconds;
}
