using Bittensor.Validation.History;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Removes rounds that are older than history is kept, every hour.</summary>
/// <param name="rounds">Removes them.</param>
public sealed class RemoveOldRounds(OldRounds rounds)
{
    /// <summary>More than an hour's rounds unless they start every few seconds; few enough to be done in minutes.</summary>
    private const int RoundsATime = 500;

    /// <summary>Takes one tick.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="cancellationToken">The app stops; the next tick goes on.</param>
    [Function(nameof(RemoveOldRounds))]
    public Task RunAsync([TimerTrigger("0 30 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        rounds.RemoveAsync(RoundsATime, cancellationToken);
}
