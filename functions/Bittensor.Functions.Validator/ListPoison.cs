using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Lists the messages that failed too often.</summary>
/// <param name="gate">Lets only those pass who know the admin key.</param>
/// <param name="poison">The messages.</param>
public sealed class ListPoison(AdminGate gate, IPoisonQueues poison)
{
    /// <summary>GET /poison: the oldest 32 of each queue.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(ListPoison))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "poison")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.Refuse(request) ?? JsonResults.Json(new { Messages = await poison.ListAsync(cancellationToken) });
}
