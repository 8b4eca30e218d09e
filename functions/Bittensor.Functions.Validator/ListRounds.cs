using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Lists rounds.</summary>
/// <param name="rounds">The rounds.</param>
public sealed class ListRounds(IRoundStore rounds)
{
    private const int Usual = 20;

    /// <summary>GET /rounds?limit=&amp;before=: the newest rounds, newest first; 20 by default.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(ListRounds))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rounds")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!QueryNumber.TryLimit(request, Usual, out var limit, out var problem)
            || !QueryNumber.TryRound(request, "before", out var before, out problem))
        {
            return problem;
        }

        return JsonResults.Json(new { Rounds = (await rounds.ListAsync(limit, before, cancellationToken)).Select(RoundView.Of) });
    }
}
