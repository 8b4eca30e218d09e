using System.Text.Json;
using Bittensor.Client;

namespace Bittensor.LocalNetwork;

/// <summary>Writes the leaderboard for programs.</summary>
internal static class LeaderboardJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A JSON array, best axon first.</summary>
    /// <param name="rows">The leaderboard, best first.</param>
    public static string Write(IEnumerable<LeaderboardRow> rows) => JsonSerializer.Serialize(
        rows.Select(row => new
        {
            row.Uid,
            row.Name,
            row.Loss,
            row.LossVal,
            row.EstimatedParameters,
            row.Score,
            row.Weight,
            row.Responded,
        }),
        Format);
}
