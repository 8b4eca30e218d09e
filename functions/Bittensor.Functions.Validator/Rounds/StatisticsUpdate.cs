using Bittensor.Scoring;
using Bittensor.Storage;
using Microsoft.Extensions.Options;

namespace Bittensor.Functions.Validator;

/// <summary>Moves every axon's statistics on by one round, once.</summary>
/// <param name="store">The statistics.</param>
/// <param name="options">Scaling law and averages.</param>
public sealed class StatisticsUpdate(ScoreStore store, IOptions<ScoringOptions> options)
{
    /// <summary>Counts a round for each of its axons that has not counted it yet.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="answers">Its responses, one an axon.</param>
    /// <param name="cancellationToken">Gives up; what is written stays and is not counted again.</param>
    /// <returns>The statistics of the round's axons after it; nothing when a later round has been counted, so that this one is
    /// closed.</returns>
    public async Task<IReadOnlyList<ScoreRow>?> ApplyAsync(
        RoundId round, IReadOnlyList<ResponseRow> answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answers);
        while (true)
        {
            var rows = (await store.ListAsync(cancellationToken)).ToDictionary(row => row.Uid);
            if (rows.Values.Any(row => row.LastRound > round))
            {
                return null;
            }

            var known = answers.Where(answer => answer.Hotkey != SilentAxons.NoHotkey).ToArray();
            var uncounted = known.Where(answer => rows.GetValueOrDefault(answer.Uid)?.LastRound != round);
            ScoreRow[] moved = [.. uncounted.Select(answer => Next(rows.GetValueOrDefault(answer.Uid), answer))];
            if (moved.Length == 0)
            {
                return [.. known.Select(answer => rows[answer.Uid])];
            }

            await store.TryWriteAsync(moved, cancellationToken); // whoever came first counted the same answers: look again
        }
    }

    private ScoreRow Next(ScoreRow? row, ResponseRow answer)
    {
        var before = row?.Statistics.Hotkey == answer.Hotkey ? row.Statistics : AxonStatistics.New(answer.Hotkey);
        var after = before.Next(answer.Measures, options.Value);
        return row is null
            ? new(answer.Uid, answer.RoundId, answer.Measures is not null, after)
            : row with { LastRound = answer.RoundId, Responded = answer.Measures is not null, Statistics = after };
    }
}
