using System.Net.Http.Json;
using Bittensor.Validation.Metagraph;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Who is simulated, and how the validator comes to know of them.</summary>
internal static class SimulatedMetagraph
{
    /// <summary>Asks the simulation for the truth.</summary>
    /// <param name="http">HTTP.</param>
    /// <param name="address">Base address of the simulated axons.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The axons by index.</returns>
    public static async Task<IReadOnlyList<AxonTruth>> ReadAsync(HttpClient http, Uri address, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<AxonTruth[]>(new Uri(address, "axons"), cancellationToken))!;

    /// <summary>Registers them straight in the metagraph, as one would copy a chain's registry.</summary>
    /// <param name="storage">Connection string.</param>
    /// <param name="address">Base address of the simulated axons.</param>
    /// <param name="axons">The axons.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RegisterAsync(
        string storage, Uri address, IEnumerable<AxonTruth> axons, CancellationToken cancellationToken)
    {
        await using var services = StorageAccess.Open(storage);
        var registrations = axons.Select(axon => new AxonRegistration(
            $"simulated-{axon.Index}",
            new Uri(address, $"axons/{axon.Index}"),
            AxonProfile.Unknown with { Name = axon.Behaviour, Model = $"model-{axon.Model}" },
            Uid: axon.Index));
        await services.GetRequiredService<IMetagraphStore>().AddAllAsync(registrations, cancellationToken);
    }
}
