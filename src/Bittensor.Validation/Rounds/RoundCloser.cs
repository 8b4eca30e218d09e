using Bittensor.Validation.Examination;
using Microsoft.Extensions.Logging;

namespace Bittensor.Validation.Rounds;

/// <summary>Closes a round: whoever does it, however often, in whatever pieces, the outcome is the same.</summary>
/// <param name="rounds">The rounds.</param>
/// <param name="responses">What axons answered.</param>
/// <param name="silent">Writes responses for those that did not.</param>
/// <param name="statistics">Moves the averages on.</param>
/// <param name="report">Writes what follows from them.</param>
/// <param name="clock">Tells whether the deadline has passed.</param>
/// <param name="logger">Says what came of the round.</param>
public sealed class RoundCloser(
    IRoundStore rounds,
    IResultStore responses,
    SilentAxons silent,
    StatisticsUpdate statistics,
    RoundReport report,
    TimeProvider clock,
    ILogger<RoundCloser> logger)
{
    /// <summary>Closes a round if every axon has answered or the deadline has passed.</summary>
    /// <remarks>
    /// 1. Axons without a response get one that says that they were not asked. From here on nothing that the outcome depends on can change.
    /// 2. Every axon's statistics move on by this round, each row once (it names the last round it counted).
    /// 3. Weights and history are written; they follow from 1 and 2 alone, so that writing them again changes nothing.
    /// 4. The round is marked as closed, with its summary. Only then can the next one start.
    /// </remarks>
    /// <param name="id">Which round.</param>
    /// <param name="cancellationToken">Gives up; whoever comes next goes on.</param>
    /// <returns>How far the round is; it is not closed while axons may still answer.</returns>
    public async Task<RoundProgress> TryCloseAsync(RoundId id, CancellationToken cancellationToken)
    {
        var round = await rounds.FindAsync(id, cancellationToken);
        if (round is null or { State: RoundState.Closed })
        {
            return RoundProgress.Closed;
        }

        var answered = await responses.UidsAsync(id, cancellationToken);
        var now = clock.GetUtcNow();
        if (answered.Count < round.AxonCount && !IsOutside(round, now))
        {
            return new(false, now - round.StartedAt, answered.Count, round.AxonCount - answered.Count);
        }

        using var span = RoundTelemetry.Close(round);
        var began = clock.GetTimestamp();
        await silent.FillAsync(round, answered, cancellationToken); // 1.
        var answers = await responses.ListAsync(id, cancellationToken);
        if (await statistics.ApplyAsync(id, answers, cancellationToken) is { } scores) // 2.
        {
            var outcome = await report.WriteAsync(answers, scores, cancellationToken); // 3.
            var summary = outcome with
            {
                LastResponseAt = answers.Max(answer => answer.At),
                ClosingTime = clock.GetElapsedTime(began).TotalSeconds,
            };
            if (await rounds.AdvanceAsync(id, RoundState.Closed, summary, cancellationToken)) // 4.
            {
                RoundTelemetry.Closed(round, answers, scores, summary);
                Log.RoundClosed(logger, id.Number, summary.Answered, answers.Count, summary.MeanLoss);
            }
        }

        return RoundProgress.Closed;
    }

    /// <summary>Whether the deadline has passed, or the clock went back so far that it would not for a long time.</summary>
    private static bool IsOutside(Round round, DateTimeOffset now) =>
        now >= round.Deadline || now < round.StartedAt - (round.Deadline - round.StartedAt);
}
