using System.Text;
using Bittensor.Functions.Axon.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Axon.About;

/// <summary><c>GET /</c>: a page for people.</summary>
/// <remarks>An empty route would be the function's name, so the route is an optional segment that may have no letter. The
/// Functions host shows its own page there unless AzureWebJobsDisableHomepage is true.</remarks>
/// <param name="axon">Describes the axon.</param>
/// <param name="faults">Answers what goes wrong.</param>
public sealed class HomeFunction(AxonDescription axon, Faults faults)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function("Home")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        faults.CatchAsync(request, "home", _ => Task.FromResult<IActionResult>(Page()));

    private BytesResult Page() =>
        new(StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(HomePage.Of(axon.Metadata())));
}
