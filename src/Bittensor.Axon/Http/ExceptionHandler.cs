using Bittensor.Engine;
using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Bittensor.Axon.Http;

/// <summary>Turns exceptions into HTTP responses: the one place that does.</summary>
/// <param name="writer">Writes problems.</param>
/// <param name="clock">Measures the time taken.</param>
/// <param name="log">Told what the caller is not.</param>
public sealed class ExceptionHandler(ResponseWriter writer, TimeProvider clock, ILogger<ExceptionHandler> log)
{
    /// <summary>What a caller that has gone would have got; no status of HTTP says it, so nginx's is taken.</summary>
    private const int ClientClosedRequest = 499;

    /// <summary>Answers a request, or says why there is no answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">What is asked for.</param>
    /// <param name="answer">Answers; gets the timestamp of the arrival.</param>
    public async Task<IActionResult> HandleAsync(HttpRequest request, string name, Func<long, Task<IActionResult>> answer)
    {
        var arrival = clock.GetTimestamp();
        try
        {
            return await answer(arrival);
        }
        catch (RefusedException exception)
        {
            return writer.Problem(name, exception.Problem, arrival);
        }
        catch (SynapseException exception)
        {
            return writer.Problem(name, SynapseProblem.For(exception.ReturnCode, exception.Message), arrival);
        }
        catch (EngineException exception)
        {
            var problem = SynapseProblem.For(EngineErrors.ToReturnCode(exception.Fault), exception.Message);
            return writer.Problem(name, problem, arrival);
        }
        catch (Exception exception) when (IsGone(request, exception))
        {
            Log.CallerGone(log, name);
            return new StatusCodeResult(ClientClosedRequest);
        }
#pragma warning disable CA1031 // a caller is told an id, the log has the rest
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var id = Guid.NewGuid().ToString("N");
            Log.RequestFailed(log, exception, name, id);
            var problem = SynapseProblem.For(ReturnCode.UnknownException, $"The axon failed; error {id} in its log has the rest.");
            return writer.Problem(name, problem, arrival);
        }
    }

    private static bool IsGone(HttpRequest request, Exception exception) =>
        request.HttpContext.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException;
}
