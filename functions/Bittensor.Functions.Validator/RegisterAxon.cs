using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.Metagraph;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Bittensor.Functions.Validator;

/// <summary>Registers an axon, or updates the one that has its hotkey.</summary>
/// <param name="gate">Lets only those pass who know the admin key.</param>
/// <param name="metadata">Asks the axon what it serves.</param>
/// <param name="metagraph">Where it is registered.</param>
/// <param name="logger">Says that it was.</param>
public sealed class RegisterAxon(AdminGate gate, AxonMetadata metadata, IMetagraphStore metagraph, ILogger<RegisterAxon> logger)
{
    /// <summary>POST /metagraph with <c>{hotkey, url, name?, stake?, uid?}</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(RegisterAxon))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "metagraph")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (gate.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        try
        {
            var wanted = (await AxonRequest.ReadAsync(request.Body, cancellationToken)).Check();
            var profile = await metadata.ReadAsync(wanted.Url, cancellationToken);
            var named = profile with { Name = wanted.Profile.Name ?? profile.Name ?? profile.Model };
            var row = await metagraph.RegisterAsync(wanted with { Profile = named }, cancellationToken);
            Log.AxonRegistered(logger, row.Uid, row.Url);
            return JsonResults.Json(AxonView.Of(row));
        }
        catch (AxonRequestException e)
        {
            return JsonResults.Problem(400, e.Message);
        }
        catch (MetagraphException e)
        {
            return JsonResults.Problem(409, e.Message);
        }
    }
}
