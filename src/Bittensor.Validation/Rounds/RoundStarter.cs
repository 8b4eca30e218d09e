using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Rounds;

/// <summary>What a tick of the timer does: it takes up a round that was left open, or starts the next one.</summary>
/// <param name="rounds">The rounds.</param>
/// <param name="metagraph">The axons to ask.</param>
/// <param name="tasks">Where tasks are drawn from.</param>
/// <param name="fanOut">Sends the messages.</param>
/// <param name="closer">Closes what can be closed.</param>
/// <param name="options">Size and time limits.</param>
/// <param name="clock">Tells deadlines.</param>
/// <param name="logger">Says what was done.</param>
public sealed class RoundStarter(
    IRoundStore rounds,
    IMetagraphStore metagraph,
    ITaskSource tasks,
    RoundFanOut fanOut,
    RoundCloser closer,
    IOptions<RoundOptions> options,
    TimeProvider clock,
    ILogger<RoundStarter> logger)
{
    private int _ticks;

    /// <summary>Takes one tick.</summary>
    /// <remarks>
    /// 1. A round that is open is closed, if it is complete or its deadline has passed; otherwise nothing is started beside it,
    ///    and its messages are sent if that was interrupted. A process does so at its first tick in any case: the one before it
    ///    may have died with messages in hand, which storage would keep back longer than the round has.
    /// 2. A tick whose round is the newest starts no other. Older rounds are not asked: after a clock went back, its ticks come
    ///    again, and rounds must go on.
    /// 3. The next round is drawn and stored; of several that try, one does.
    /// 4. Its messages are sent; also by one who was told that the round is there already, if it is of the same tick: it may have
    ///    stored the round itself, in a call whose answer was lost.
    /// </remarks>
    /// <param name="tick">When the timer was due.</param>
    /// <param name="cancellationToken">Gives up; the next tick takes over.</param>
    public async Task TickAsync(DateTimeOffset tick, CancellationToken cancellationToken)
    {
        var isFirst = Interlocked.Increment(ref _ticks) == 1;
        var newest = await rounds.ListAsync(1, null, cancellationToken) is [var first] ? first : null;

        // 1.
        if (newest is { State: not RoundState.Closed } && !await ResumeAsync(newest, isFirst, cancellationToken))
        {
            Log.RoundStillOpen(logger, newest.Id.Number);
            return;
        }

        // 2.
        if (newest?.Due == tick)
        {
            return;
        }

        // 3. and 4.
        var next = (newest?.Id ?? default).Next;
        if (await DrawAsync(next, tick, cancellationToken) is not { } drawn)
        {
            return;
        }

        using var span = RoundTelemetry.Start(drawn);
        if (await StoreAsync(drawn with { Trace = RoundTrace.Here() }, cancellationToken) is { } round)
        {
            RoundTelemetry.CountStart();
            Log.RoundStarted(logger, round.Id.Number, round.AxonCount, round.Tasks.Count);
            await fanOut.SendAsync(round, cancellationToken);
        }
    }

    /// <returns>The round as it is stored, if it is this tick's.</returns>
    private async Task<Round?> StoreAsync(Round drawn, CancellationToken cancellationToken)
    {
        if (await rounds.TryAddAsync(drawn, cancellationToken))
        {
            return drawn;
        }

        var stored = await rounds.FindAsync(drawn.Id, cancellationToken);
        if (stored is { State: RoundState.Started } && stored.Due == drawn.Due)
        {
            return stored;
        }

        return null;
    }

    private async Task<bool> ResumeAsync(Round listed, bool isFirst, CancellationToken cancellationToken)
    {
        if ((await closer.TryCloseAsync(listed.Id, cancellationToken)).IsClosed)
        {
            return true;
        }

        if ((isFirst || listed.State == RoundState.Started) && await rounds.FindAsync(listed.Id, cancellationToken) is { } round)
        {
            using var span = RoundTelemetry.Resume(round);
            await fanOut.SendAsync(round, cancellationToken);
        }

        return false;
    }

    private async Task<Round?> DrawAsync(RoundId id, DateTimeOffset tick, CancellationToken cancellationToken)
    {
        var axons = await metagraph.ListAsync(cancellationToken);
        if (axons.Count == 0)
        {
            Log.NoAxons(logger);
            return null;
        }

        var limits = options.Value;
        var random = new Random(HashOf(id, tick));
        var drawn = await tasks.DrawAsync(limits.Tasks, limits.SequenceLength + limits.ContinuationLength, random, cancellationToken);
        int[] uids = [.. axons.Select(axon => axon.Uid)];
        random.Shuffle(uids);
        var now = clock.GetUtcNow();
        return new(id, RoundState.Started, tick, now, now + limits.RoundTimeout, limits.SequenceLength, drawn, uids, uids.Length, null);
    }

    /// <summary>Seed of a round's chance: another one for every round, the same one whoever draws it.</summary>
    private static int HashOf(RoundId id, DateTimeOffset tick) =>
        unchecked((int)((id.Number * 0x9E3779B1) ^ tick.ToUnixTimeSeconds()));
}
