using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bittensor.Functions.Validator.Http;

/// <summary>Numbers in routes and query strings.</summary>
internal static class QueryNumber
{
    private const int MostRows = 1000;

    /// <summary>How many rows are wanted: <c>?limit=</c>, 1 to 1000.</summary>
    public static bool TryLimit(
        HttpRequest request, int otherwise, out int limit, [NotNullWhen(false)] out IActionResult? problem)
    {
        var text = request.Query["limit"].ToString();
        var read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostRows;
        limit = read ? number : otherwise;
        problem = read || text.Length == 0
            ? null
            : JsonResults.Problem(400, $"limit is '{text}'; expected 1 to {MostRows}.");
        return problem is null;
    }

    /// <summary>A round in the query string, or none.</summary>
    public static bool TryRound(
        HttpRequest request, string name, out RoundId? round, [NotNullWhen(false)] out IActionResult? problem)
    {
        var text = request.Query[name].ToString();
        round = RoundId.TryParse(text, out var id) ? id : null;
        problem = text.Length == 0 || round is not null
            ? null
            : JsonResults.Problem(400, $"{name} is '{text}'; expected the number of a round.");
        return problem is null;
    }

    /// <summary>An axon in the query string, or none.</summary>
    public static bool TryUid(HttpRequest request, string name, out int? uid, [NotNullWhen(false)] out IActionResult? problem)
    {
        var text = request.Query[name].ToString();
        uid = null;
        problem = null;
        if (text.Length > 0 && TryUid(text, out var number, out problem))
        {
            uid = number;
        }

        return problem is null;
    }

    /// <summary>An axon in the route.</summary>
    public static bool TryUid(string text, out int uid, [NotNullWhen(false)] out IActionResult? problem)
    {
        problem = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uid) && uid < IMetagraphStore.Capacity
            ? null
            : JsonResults.Problem(400, $"uid is '{text}'; expected 0 to {IMetagraphStore.Capacity - 1}.");
        return problem is null;
    }
}
