using Bittensor.Protocol;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Metagraph;

namespace Bittensor.Validation.Rounds;

/// <summary>Writes a response for every axon that has none, so that a late one cannot change the round any more.</summary>
/// <remarks>An axon that is asked has a response within its own time limit, whatever it does. One without a response is therefore
/// one that the validator did not come to ask (it was down, or too slow), or whose answer it lost: the validator's failure, for
/// which no axon pays.</remarks>
/// <param name="responses">What axons answered.</param>
/// <param name="metagraph">Their hotkeys.</param>
/// <param name="clock">Dates the rows.</param>
public sealed class SilentAxons(IResultStore responses, IMetagraphStore metagraph, TimeProvider clock)
{
    /// <summary>Hotkey in the response of an axon that left the metagraph before it was asked: nobody's statistics
    /// move.</summary>
    public const string NoHotkey = "";

    /// <summary>Rows written at the same time; one by one, since each may meet an answer that comes at last.</summary>
    private const int Parallelism = 16;

    private const string Silence = "The validator did not ask it, or lost the answer, before the round's deadline.";

    /// <summary>Fills a round up.</summary>
    /// <param name="round">The round with its uids.</param>
    /// <param name="answered">Uids whose response is there.</param>
    /// <param name="cancellationToken">Gives up; what is written stays.</param>
    public async Task FillAsync(Round round, IReadOnlySet<int> answered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(answered);
        int[] missing = [.. round.Uids.Where(uid => !answered.Contains(uid))];
        if (missing.Length == 0)
        {
            return;
        }

        var hotkeys = (await metagraph.ListAsync(cancellationToken)).ToDictionary(axon => axon.Uid, axon => axon.Hotkey);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(missing, parallel, async (uid, token) =>
        {
            var hotkey = hotkeys.GetValueOrDefault(uid, NoHotkey);
            await responses.TryAddAsync(NotAsked(round.Id, uid, hotkey, Silence, clock.GetUtcNow()), token);
        });
    }

    /// <summary>Response of an axon that had no chance to answer.</summary>
    internal static AxonResult NotAsked(RoundId round, int uid, string hotkey, string reason, DateTimeOffset now) =>
        new(round, uid, hotkey, ReturnCode.Timeout, reason, null, null, 0, now) { WasAsked = false };
}
