using Bittensor.Functions.Validator.Http;
using Bittensor.Validation.Api;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Shows one round with what every axon answered.</summary>
/// <param name="rounds">The rounds.</param>
/// <param name="responses">The answers.</param>
public sealed class GetRound(IRoundStore rounds, IResultStore responses)
{
    /// <summary>GET /rounds/{id}. Its tasks hold what axons have to predict: they show once it is closed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">Number of the round.</param>
    /// <param name="cancellationToken">The client hangs up.</param>
    [Function(nameof(GetRound))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rounds/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!RoundId.TryParse(id, out var round))
        {
            return JsonResults.Problem(400, $"'{id}' is no round; expected a number.");
        }

        if (await rounds.FindAsync(round, cancellationToken) is not { } row)
        {
            return JsonResults.Problem(404, $"There is no round {round.Number}.");
        }

        var answers = (await responses.ListAsync(round, cancellationToken)).Select(ResultView.Of);
        var tasks = row.State == RoundState.Closed ? row.Tasks : [];
        return JsonResults.Json(new { Round = RoundView.Of(row), Tasks = tasks, row.SequenceLength, Responses = answers });
    }
}
