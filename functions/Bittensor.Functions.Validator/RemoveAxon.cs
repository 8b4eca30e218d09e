using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.Metagraph;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Bittensor.Functions.Validator;

/// <summary>Removes an axon from the metagraph; its history stays.</summary>
/// <param name="gate">Lets only those pass who know the admin key.</param>
/// <param name="metagraph">The axons.</param>
/// <param name="logger">Says that it was.</param>
public sealed class RemoveAxon(AdminGate gate, IMetagraphStore metagraph, ILogger<RemoveAxon> logger)
{
    /// <summary>DELETE /metagraph/{uid}.</summary>
    /// <param name="request">The request.</param>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(RemoveAxon))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "metagraph/{uid}")] HttpRequest request,
        string uid,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (gate.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        if (!QueryNumber.TryUid(uid, out var number, out var problem))
        {
            return problem;
        }

        if (await metagraph.RemoveAsync(number, cancellationToken) is not { } row)
        {
            return JsonResults.Problem(404, $"There is no axon {number}.");
        }

        Log.AxonRemoved(logger, row.Uid, row.Url);
        return JsonResults.Json(AxonView.Of(row));
    }
}
