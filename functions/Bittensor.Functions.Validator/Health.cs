using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Says whether the app is up and reaches its storage.</summary>
/// <param name="rounds">What is read to find out.</param>
public sealed class Health(IRoundStore rounds)
{
    /// <summary>GET /health: 200 with the newest round, or 503.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(Health))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var newest = await rounds.ListAsync(1, null, cancellationToken);
        return JsonResults.Json(new { Status = "healthy", Round = newest is [var round] ? RoundView.Of(round) : null });
    }
}
