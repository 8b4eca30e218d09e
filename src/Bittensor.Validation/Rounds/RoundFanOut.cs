using Bittensor.Validation.Examination;
using Bittensor.Validation.Queues;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Rounds;

/// <summary>Sends the messages of a round.</summary>
/// <param name="rounds">The rounds.</param>
/// <param name="responses">Who has answered already.</param>
/// <param name="queues">Where messages go.</param>
/// <param name="options">How long to wait before the round is looked at.</param>
public sealed class RoundFanOut(IRoundStore rounds, IResultStore responses, IRoundQueues queues, IOptions<RoundOptions> options)
{
    /// <summary>Sends one message to every axon that has not answered, then the closing one, and only then marks the
    /// round.</summary>
    /// <remarks>Whoever dies in between leaves the round unmarked and the next tick sends again: twice does no harm, never
    /// would.</remarks>
    /// <param name="round">The round with its uids.</param>
    /// <param name="cancellationToken">Gives up; the next tick takes over.</param>
    public async Task SendAsync(Round round, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(round);
        var answered = await responses.UidsAsync(round.Id, cancellationToken);
        await queues.SendQueriesAsync(round.Id, round.Uids.Where(uid => !answered.Contains(uid)), cancellationToken);
        await queues.SendCloseAsync(round.Id, 0, options.Value.CloseInterval, cancellationToken);
        await rounds.AdvanceAsync(round.Id, RoundState.FannedOut, null, cancellationToken);
    }
}
