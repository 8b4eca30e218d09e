using Bittensor.Client;
using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Weights;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Api;

/// <summary>Puts the leaderboard together: registered axons with their statistics and their weight in the last closed
/// round.</summary>
/// <param name="metagraph">The axons.</param>
/// <param name="scores">Their statistics.</param>
/// <param name="weights">Their weights.</param>
/// <param name="rounds">The rounds.</param>
/// <param name="options">Floor of the loss.</param>
public sealed class Leaderboard(
    IMetagraphStore metagraph, IScoreStore scores, IWeightStore weights, IRoundStore rounds, IOptions<ScoringOptions> options)
{
    /// <summary>The newest round that is closed; nothing before the first one.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Round?> LastClosedAsync(CancellationToken cancellationToken)
    {
        var newest = await rounds.ListAsync(2, null, cancellationToken); // only the newest can be open
        return newest.FirstOrDefault(round => round.State == RoundState.Closed);
    }

    /// <summary>Every registered axon, best first; one that was never asked has score 0.</summary>
    /// <param name="round">The newest closed round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<LeaderboardRow>> ListAsync(Round? round, CancellationToken cancellationToken)
    {
        var axons = await metagraph.ListAsync(cancellationToken);
        var rows = (await scores.ListAsync(cancellationToken)).ToDictionary(row => (row.Uid, row.Statistics.Hotkey));
        var emitted = round is null ? [] : await weights.ListAsync(round.Id, cancellationToken);
        var weightOf = emitted.ToDictionary(axon => axon.Uid, axon => axon.Weight);
        var entries = axons.Select(axon => (Axon: axon, Row: rows.GetValueOrDefault((axon.Uid, axon.Hotkey))));
        var ranked = Ranking.ByScore(entries, entry => entry.Row?.Statistics.ZeroingScore ?? 0, entry => entry.Axon.Uid);
        return [.. ranked.Select(entry => View(entry.Rank, entry.Item.Axon, entry.Item.Row, weightOf))];
    }

    private LeaderboardRow View(int rank, RegisteredAxon axon, AxonScore? row, Dictionary<int, double> weightOf) =>
        ScoreView.Of(rank, axon, row, row is null ? 0 : weightOf.GetValueOrDefault(axon.Uid), options.Value.LossFloor);
}
