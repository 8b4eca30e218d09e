using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.History;
using Bittensor.Validation.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Shows statistics and weights of all axons after one round.</summary>
/// <param name="history">The history.</param>
public sealed class ListRoundScores(IHistoryStore history)
{
    private const int Usual = 1000;

    /// <summary>GET /rounds/{id}/scores?limit=&amp;after=: by ascending uid; 1000 axons by default, after a uid where one is
    /// named. Empty for a round that is not closed or no longer kept.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">Number of the round.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(ListRoundScores))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rounds/{id}/scores")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!RoundId.TryParse(id, out var round))
        {
            return JsonResults.Problem(400, $"'{id}' is no round; expected a number.");
        }

        if (!QueryNumber.TryLimit(request, Usual, out var limit, out var problem)
            || !QueryNumber.TryUid(request, "after", out var after, out problem))
        {
            return problem;
        }

        var rows = await history.ListAsync(round, limit, after, cancellationToken);
        return JsonResults.Json(new { Round = round.Number, Scores = rows.Select(HistoryView.Of) });
    }
}
