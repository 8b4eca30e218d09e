using System.Runtime.CompilerServices;
using Bittensor.Client;
using NCrontab;

namespace Bittensor.LocalNetwork;

/// <summary>Waits for rounds to close.</summary>
/// <param name="validator">Has the rounds.</param>
/// <param name="launcher">Knows whether the apps still run.</param>
/// <param name="roundTimeout">Time that the validator gives a round.</param>
/// <param name="clock">Tells when a round is overdue.</param>
internal sealed class RoundWatcher(ValidatorClient validator, Launcher launcher, TimeSpan roundTimeout, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromMinutes(1);

    /// <summary>Every round that closes from now on, in order.</summary>
    /// <param name="after">Rounds up to this number are old.</param>
    /// <param name="schedule">When rounds start.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="NetworkException">An app ended, or no round closed in time.</exception>
    public async IAsyncEnumerable<RoundInfo> WatchAsync(
        long after, CrontabSchedule schedule, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var deadline = Deadline(schedule); ; await Task.Delay(Poll, clock, cancellationToken))
        {
            launcher.ThrowIfEnded();
            foreach (var round in (await validator.RoundsAsync(cancellationToken)).Where(round => round.IsClosed && round.Id > after).Reverse())
            {
                after = round.Id;
                deadline = Deadline(schedule);
                yield return round;
            }

            if (clock.GetUtcNow() > deadline)
            {
                throw new NetworkException($"No round closed until {deadline:T}. {launcher.ValidatorTail()}");
            }
        }
    }

    /// <summary>The next round may have to wait for one that is open: two ticks, the time a round has, and some patience.</summary>
    private DateTimeOffset Deadline(CrontabSchedule schedule)
    {
        var second = schedule.GetNextOccurrence(schedule.GetNextOccurrence(clock.GetUtcNow().UtcDateTime));
        return new DateTimeOffset(second, TimeSpan.Zero) + roundTimeout + Patience;
    }
}
