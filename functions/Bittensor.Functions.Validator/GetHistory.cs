using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.History;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Shows one axon round by round.</summary>
/// <param name="history">The history.</param>
public sealed class GetHistory(IHistoryStore history)
{
    private const int Usual = 100;

    /// <summary>GET /axons/{uid}/history?limit=&amp;before=: newest first; 100 rounds by default, before a round where one is named.</summary>
    /// <param name="request">The request.</param>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(GetHistory))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "axons/{uid}/history")] HttpRequest request,
        string uid,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!QueryNumber.TryUid(uid, out var number, out var problem)
            || !QueryNumber.TryLimit(request, Usual, out var limit, out problem)
            || !QueryNumber.TryRound(request, "before", out var before, out problem))
        {
            return problem;
        }

        var rows = await history.ListAsync(number, limit, before, cancellationToken);
        return JsonResults.Json(new { Uid = number, History = rows.Select(HistoryView.Of) });
    }
}
