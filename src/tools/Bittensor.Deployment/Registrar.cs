using System.Net;
using Bittensor.Client;

namespace Bittensor.Deployment;

/// <summary>Registers axons with the validator.</summary>
/// <param name="validator">The validator's API.</param>
/// <param name="clock">Measures waits.</param>
internal sealed class Registrar(ValidatorClient validator, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10), Limit = TimeSpan.FromMinutes(5);

    /// <summary>Registers an axon, or tells the new address of one that is known. A validator that is still starting has 5 minutes.</summary>
    /// <exception cref="DeploymentException">The validator refuses, or does not answer.</exception>
    public async Task RegisterAsync(AxonEntry axon, CancellationToken cancellationToken)
    {
        for (var start = clock.GetTimestamp(); ;)
        {
            try
            {
                await validator.RegisterAsync(axon, cancellationToken);
                return;
            }
            catch (ValidatorException e)
            {
                if (e.StatusCode < HttpStatusCode.InternalServerError || clock.GetElapsedTime(start) >= Limit)
                {
                    throw new DeploymentException(e.Message);
                }
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
