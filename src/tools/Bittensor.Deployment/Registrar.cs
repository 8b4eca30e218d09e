using System.Net;
using System.Net.Http.Json;

namespace Bittensor.Deployment;

/// <summary>Registers axons with the validator.</summary>
/// <param name="http">HTTP.</param>
/// <param name="validator">Its base URL.</param>
/// <param name="adminKey">Lets this program register axons.</param>
/// <param name="clock">Measures waits.</param>
internal sealed class Registrar(HttpClient http, Uri validator, string adminKey, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10), Limit = TimeSpan.FromMinutes(5);

    /// <summary>Registers an axon, or tells the new address of one that is known. A validator that is still starting has 5 minutes.</summary>
    /// <exception cref="DeploymentException">The validator refuses, or does not answer.</exception>
    public async Task RegisterAsync(RegisteredAxon axon, CancellationToken cancellationToken)
    {
        for (var start = clock.GetTimestamp(); ;)
        {
            using var answer = await SendAsync(axon, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            if (answer.StatusCode < HttpStatusCode.InternalServerError || clock.GetElapsedTime(start) >= Limit)
            {
                var reason = await answer.Content.ReadAsStringAsync(cancellationToken);
                throw new DeploymentException($"The validator does not register {axon.Name}: {(int)answer.StatusCode} {reason}");
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(RegisteredAxon axon, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(validator, "metagraph")) { Content = JsonContent.Create(axon) };
        request.Headers.Add("x-admin-key", adminKey);
        return await http.SendAsync(request, cancellationToken);
    }
}
