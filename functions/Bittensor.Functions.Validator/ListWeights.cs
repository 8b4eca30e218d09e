using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.Weights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Shows the weights of a round.</summary>
/// <param name="leaderboard">Knows the newest closed round.</param>
/// <param name="weights">The weights.</param>
public sealed class ListWeights(Leaderboard leaderboard, IWeightStore weights)
{
    /// <summary>GET /weights?round=: uid, weight and its u16 form; of the newest closed round by default.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(ListWeights))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "weights")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!QueryNumber.TryRound(request, "round", out var wanted, out var problem))
        {
            return problem;
        }

        var round = wanted ?? (await leaderboard.LastClosedAsync(cancellationToken))?.Id;
        var listed = round is { } id ? await weights.ListAsync(id, cancellationToken) : [];
        var shown = listed.Select(axon => new { axon.Uid, axon.Weight, U16 = axon.Emitted });
        return JsonResults.Json(new { Round = round?.Number, Weights = shown });
    }
}
