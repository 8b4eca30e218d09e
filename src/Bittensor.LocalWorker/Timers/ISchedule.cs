namespace Bittensor.LocalWorker.Timers;

/// <summary>When a timer function runs.</summary>
internal interface ISchedule
{
    /// <summary>Returns the first occurrence after a moment; both in UTC.</summary>
    DateTime NextAfter(DateTime moment);
}
