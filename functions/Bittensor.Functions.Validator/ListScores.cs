using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Shows the leaderboard.</summary>
/// <param name="leaderboard">Puts it together.</param>
public sealed class ListScores(Leaderboard leaderboard)
{
    /// <summary>GET /scores: the newest closed round, and every axon, best first.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(ListScores))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scores")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var round = await leaderboard.LastClosedAsync(cancellationToken);
        var scores = await leaderboard.ListAsync(round, cancellationToken);
        return JsonResults.Json(new { Round = round is null ? null : RoundView.Of(round), Scores = scores });
    }
}
