using Bittensor.Protocol;
using Bittensor.Validation.Examination;
using Bittensor.Validation.History;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Statistics;
using Bittensor.Validation.Weights;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Rounds;

/// <summary>Writes what follows from a round's responses and statistics.</summary>
/// <param name="history">Where weights and history go.</param>
/// <param name="options">How scores become weights.</param>
/// <param name="clock">Dates the summary.</param>
public sealed class RoundReport(IHistoryStore history, IOptions<WeightOptions> options, TimeProvider clock)
{
    /// <summary>Writes weights and history, and says what came of the round.</summary>
    /// <param name="answers">Its responses, one an axon.</param>
    /// <param name="scores">Statistics of its axons after it.</param>
    /// <param name="cancellationToken">Gives up; what is written is written again the same.</param>
    public async Task<RoundSummary> WriteAsync(
        IReadOnlyList<AxonResult> answers, IReadOnlyList<AxonScore> scores, CancellationToken cancellationToken)
    {
        var weights = WeightPolicy.FromScores(scores.Select(row => (row.Uid, row.Statistics.ZeroingScore)), options.Value);
        await history.WriteAsync([.. ToHistory(answers, scores, weights)], cancellationToken);
        return Summarize(answers);
    }

    private static IEnumerable<HistoryEntry> ToHistory(
        IReadOnlyList<AxonResult> answers, IReadOnlyList<AxonScore> scores, IReadOnlyList<AxonWeight> weights)
    {
        var answerOf = answers.ToDictionary(answer => answer.Uid);
        var weightOf = weights.ToDictionary(axon => axon.Uid);
        return scores.Select(row => ToHistory(answerOf[row.Uid], row.Statistics, weightOf.GetValueOrDefault(row.Uid)));
    }

    private static HistoryEntry ToHistory(AxonResult answer, AxonStatistics after, AxonWeight? weight) => new(
        answer.Uid,
        answer.RoundId,
        answer.Hotkey,
        answer.ReturnCode,
        answer.Measures?.Next.Loss,
        answer.Measures?.Next.LossVal,
        after.Loss,
        after.LossVal,
        after.EstimatedParameters,
        after.ZeroingScore,
        after.Score,
        weight?.Weight ?? 0,
        answer.Measures?.ResponseTime)
    {
        Emitted = weight?.Emitted ?? 0,
        WasAsked = answer.WasAsked,
        Causal = answer.Measures?.Causal,
        Group = after.Group,
    };

    private RoundSummary Summarize(IReadOnlyList<AxonResult> answers)
    {
        var measured = answers.Where(answer => answer.ReturnCode == ReturnCode.Success).ToArray();
        var codes = answers.CountBy(answer => answer.Outcome).OrderBy(code => code.Key, StringComparer.Ordinal);
        var best = measured.MinBy(answer => answer.Measures!.Next.Loss);
        return new(
            clock.GetUtcNow(),
            measured.Length,
            measured.Length == 0 ? null : measured.Average(answer => answer.Measures!.Next.Loss),
            best?.Measures!.Next.Loss,
            best?.Uid,
            Medians.Of(measured.Select(answer => answer.Measures!.ResponseTime)),
            codes.ToDictionary());
    }
}
