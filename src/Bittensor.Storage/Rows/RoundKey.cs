using System.Globalization;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Rows;

/// <summary>Row keys of rounds.</summary>
internal static class RoundKey
{
    /// <summary>Key under which the newest round comes first: tables sort ascending.</summary>
    public static string NewestFirst(RoundId round) => (RoundId.Largest - round.Number).ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The same, or the start of all keys where there is no round.</summary>
    public static string NewestFirst(RoundId? round) => round is { } id ? NewestFirst(id) : "";
}
