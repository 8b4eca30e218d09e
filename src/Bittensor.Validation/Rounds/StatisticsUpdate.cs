using Bittensor.Validation.Examination;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Statistics;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Rounds;

/// <summary>Moves every axon's statistics on by one round, once.</summary>
/// <param name="store">The statistics.</param>
/// <param name="options">Scaling law and averages.</param>
public sealed class StatisticsUpdate(IScoreStore store, IOptions<ScoringOptions> options)
{
    /// <summary>Writers that may come first before this is given up: one for each closer that races for the round, and each
    /// moves it on.</summary>
    private const int Attempts = 100;

    /// <summary>Counts a round for each of its axons that was asked and has not counted it yet.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="answers">Its responses, one an axon.</param>
    /// <param name="cancellationToken">Gives up; what is written stays and is not counted again.</param>
    /// <returns>The statistics after it of the round's axons that have any, those that were not asked included; nothing when a
    /// later round has been counted, so that this one is closed.</returns>
    /// <exception cref="InvalidOperationException">Storage refused every attempt.</exception>
    public async Task<IReadOnlyList<AxonScore>?> ApplyAsync(
        RoundId round, IReadOnlyList<AxonResult> answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answers);
        AxonResult[] asked = [.. answers.Where(answer => answer.WasAsked)];
        var terms = RoundComparison.Of([.. asked.Select(answer => answer.Measures?.Evidence)], options.Value);
        var termsOf = asked.Zip(terms).ToDictionary(pair => pair.First.Uid, pair => pair.Second);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var rows = (await store.ListAsync(cancellationToken)).ToDictionary(row => row.Uid);
            if (rows.Values.Any(row => row.LastRound > round))
            {
                return null;
            }

            var uncounted = asked.Where(answer => rows.GetValueOrDefault(answer.Uid)?.LastRound != round);
            var difficulty = RoundDifficulty.Of(asked.Select(answer => (UsualLoss(rows, answer), answer.Measures?.Next.Loss)));
            AxonScore[] moved = [.. uncounted.Select(answer => Next(rows.GetValueOrDefault(answer.Uid), answer, termsOf[answer.Uid], difficulty))];
            if (await store.TryWriteAsync(moved, cancellationToken))
            {
                Array.ForEach(moved, row => rows[row.Uid] = row);
                return [.. answers.Where(answer => HasStatistics(rows, answer)).Select(answer => rows[answer.Uid])];
            }

            // whoever came first counted the same answers: look again
        }

        throw new InvalidOperationException($"The statistics of round {round.Number} could not be written in {Attempts} attempts.");
    }

    /// <summary>An axon that has never been asked has none; those of an earlier hotkey are not its own.</summary>
    private static bool HasStatistics(Dictionary<int, AxonScore> rows, AxonResult answer) =>
        rows.GetValueOrDefault(answer.Uid)?.Statistics.Hotkey == answer.Hotkey;

    /// <summary>The axon's average before this round, whether or not its row has counted it: whoever goes on after an interruption
    /// finds the same.</summary>
    private static double? UsualLoss(Dictionary<int, AxonScore> rows, AxonResult answer)
    {
        var row = rows.GetValueOrDefault(answer.Uid);
        var own = row?.Statistics.For(answer.Hotkey);
        return row?.LastRound == answer.RoundId ? own?.PreviousLoss : own?.Loss;
    }

    private AxonScore Next(AxonScore? row, AxonResult answer, GroupTerms terms, double difficulty)
    {
        var before = row?.Statistics.For(answer.Hotkey) ?? AxonStatistics.New(answer.Hotkey);
        var after = before.Next(answer.Measures, options.Value, terms, difficulty);
        if (row is null)
        {
            return new(answer.Uid, answer.RoundId, answer.Measures is not null, after);
        }

        return row with { LastRound = answer.RoundId, Responded = answer.Measures is not null, Statistics = after };
    }
}
