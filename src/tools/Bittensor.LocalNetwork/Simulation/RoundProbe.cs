using System.Diagnostics;
using Bittensor.Client;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Measures what happens from one round's end to the next one's.</summary>
/// <param name="meter">Counts requests to storage.</param>
/// <param name="validatorTime">Tells the validator's processor time.</param>
/// <param name="storageProcess">Id of the process that is the storage.</param>
internal sealed class RoundProbe(StorageMeter meter, Func<TimeSpan> validatorTime, int storageProcess)
{
    private TimeSpan _validator, _storage = ProcessorTimeOf(storageProcess);

    /// <summary>Measures a round that has just been closed; the next one starts from here.</summary>
    /// <param name="round">The round.</param>
    /// <param name="peakMemory">Most memory of the validator, in bytes.</param>
    /// <param name="check">Compares the scores after it with the truth; called when everything is measured.</param>
    public async Task<SimulatedRound> MeasureAsync(RoundInfo round, long peakMemory, Func<Task<ScoreCheck>> check)
    {
        var (validator, storage) = (validatorTime(), ProcessorTimeOf(storageProcess));
        var (used, usedByStorage) = (validator - _validator, storage - _storage);
        _validator = validator;
        _storage = storage;
        return new(
            round.Axons,
            round.Id,
            round.Answered!.Value,
            round.ClosedAt!.Value - round.StartedAt,
            TimeSpan.FromSeconds(round.ClosingTime!.Value),
            round.LastResponseAt!.Value - round.StartedAt,
            meter.Take(round.ClosedAt.Value),
            used,
            usedByStorage,
            peakMemory,
            await check());
    }

    private static TimeSpan ProcessorTimeOf(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.TotalProcessorTime;
    }
}
