using Bittensor.Storage.Queues;
using Bittensor.Validation.Queues;
using Bittensor.Validation.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Bittensor.Functions.Validator;

/// <summary>Closes a round, or looks again later.</summary>
/// <param name="closer">Closes it.</param>
/// <param name="queues">Where the next look is asked for.</param>
/// <param name="options">How long to wait.</param>
/// <param name="clock">Tells how long the message waited.</param>
public sealed class CloseRound(RoundCloser closer, IRoundQueues queues, IOptions<RoundOptions> options, TimeProvider clock)
{
    /// <summary>Takes one message.</summary>
    /// <param name="message">Which round.</param>
    /// <param name="cancellationToken">The app stops; the message comes again.</param>
    [Function(nameof(CloseRound))]
    public async Task RunAsync(
        [QueueTrigger(QueueNames.CloseRound)] CloseRoundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var span = QueueTelemetry.Process(
            QueueNames.CloseRound, message.RoundId, message.Trace, message.VisibleAt, clock.GetUtcNow());
        var round = new RoundId(message.RoundId);
        var progress = await closer.TryCloseAsync(round, cancellationToken);
        span?.SetTag("bittensor.round.closed", progress.IsClosed);
        if (!progress.IsClosed)
        {
            var delay = CloseDelay.After(message.Attempt, options.Value.CloseInterval, progress);
            await queues.SendCloseAsync(round, message.Attempt + 1, delay, cancellationToken);
        }
    }
}
