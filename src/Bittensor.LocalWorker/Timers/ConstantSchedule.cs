namespace Bittensor.LocalWorker.Timers;

/// <summary>The same time between all runs.</summary>
internal sealed class ConstantSchedule(TimeSpan interval) : ISchedule
{
    /// <inheritdoc/>
    public DateTime NextAfter(DateTime moment) => moment + interval;
}
