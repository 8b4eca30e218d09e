using Bittensor.Validation.Queues;
using Bittensor.Validation.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Bittensor.Functions.Validator;

/// <summary>Starts a round at every tick, or takes up the one that is open. Also runs when the app starts: a tick that already
/// has its round starts no other, and a round that was interrupted goes on at once.</summary>
/// <param name="starter">Does it.</param>
/// <param name="poison">Messages that failed; counted at every tick.</param>
/// <param name="configuration">Has the schedule.</param>
/// <param name="clock">Tells which tick it is.</param>
public sealed class StartRound(RoundStarter starter, IPoisonQueues poison, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Takes one tick.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="cancellationToken">The app stops.</param>
    [Function(nameof(StartRound))]
    public async Task RunAsync(
        [TimerTrigger("%RoundSchedule%", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await starter.TickAsync(RoundSchedule.LastTick(configuration["RoundSchedule"], clock.GetUtcNow()), cancellationToken);
        await poison.MeasureAsync(cancellationToken);
    }
}
