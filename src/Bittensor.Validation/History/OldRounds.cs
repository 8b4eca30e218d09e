using Bittensor.Validation.Examination;
using Bittensor.Validation.Rounds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.History;

/// <summary>Removes rounds that are older than history is kept.</summary>
/// <param name="rounds">The rounds.</param>
/// <param name="responses">What axons answered in them.</param>
/// <param name="history">Scores and weights after them.</param>
/// <param name="options">How long they are kept.</param>
/// <param name="clock">Tells their age.</param>
/// <param name="logger">Says how many were removed.</param>
public sealed class OldRounds(
    IRoundStore rounds,
    IResultStore responses,
    IHistoryStore history,
    IOptions<HistoryOptions> options,
    TimeProvider clock,
    ILogger<OldRounds> logger)
{
    /// <summary>The newest gives the next one its number, and the one before it may be the last that is closed.</summary>
    private const int Kept = 2;

    /// <summary>Removes some of the rounds that are too old, with all that belongs to them.</summary>
    /// <remarks>The round's own row goes last: whoever comes after an interruption finds it and goes on. Two that do the same at
    /// once do no harm.</remarks>
    /// <param name="limit">Rounds at most; the next call goes on.</param>
    /// <param name="cancellationToken">Gives up; what is removed stays so.</param>
    /// <returns>Number of rounds that were removed.</returns>
    public async Task<int> RemoveAsync(int limit, CancellationToken cancellationToken)
    {
        var newest = await rounds.ListAsync(Kept, null, cancellationToken);
        if (newest.Count < Kept)
        {
            return 0;
        }

        var before = clock.GetUtcNow() - options.Value.Retention;
        var old = await rounds.ListOldAsync(before, newest[^1].Id, limit, cancellationToken);
        foreach (var id in old)
        {
            await history.RemoveAsync(id, cancellationToken);
            await responses.RemoveAsync(id, cancellationToken);
            await rounds.RemoveAsync(id, cancellationToken);
        }

        if (old.Count > 0)
        {
            Log.RoundsRemoved(logger, old.Count, old[^1].Number, old[0].Number);
        }

        return old.Count;
    }
}
