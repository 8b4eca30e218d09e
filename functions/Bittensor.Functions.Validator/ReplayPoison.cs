using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Bittensor.Functions.Validator;

/// <summary>Lets the messages that failed too often be tried again.</summary>
/// <param name="gate">Lets only those pass who know the admin key.</param>
/// <param name="poison">The messages.</param>
/// <param name="logger">Says that it was done.</param>
public sealed class ReplayPoison(AdminGate gate, IPoisonQueues poison, ILogger<ReplayPoison> logger)
{
    /// <summary>POST /poison/replay: puts all of them back into their queues, and tells how many.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(ReplayPoison))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "poison/replay")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (gate.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        var replayed = await poison.ReplayAsync(cancellationToken);
        Log.PoisonReplayed(logger, replayed.Values.Sum());
        return JsonResults.Json(new { Replayed = replayed });
    }
}
