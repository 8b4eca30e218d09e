using System.Net;
using Azure;

namespace Bittensor.Deployment;

/// <summary>Waits for roles that were just assigned: it takes minutes until every service knows of them.</summary>
/// <param name="clock">Measures.</param>
/// <param name="output">Told that it waits.</param>
internal sealed class Patience(TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10), Limit = TimeSpan.FromMinutes(5);

    /// <summary>Repeats a call as long as it is forbidden, for 5 minutes at most.</summary>
    /// <exception cref="RequestFailedException">It is still forbidden, or fails for another reason.</exception>
    public async Task<T> WhileForbiddenAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var start = clock.GetTimestamp(); ;)
        {
            try
            {
                return await call();
            }
            catch (RequestFailedException e)
                when (e.Status == (int)HttpStatusCode.Forbidden && clock.GetElapsedTime(start) < Limit)
            {
                await output.WriteLineAsync("Not allowed yet; waiting for the role assignments.");
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }
}
