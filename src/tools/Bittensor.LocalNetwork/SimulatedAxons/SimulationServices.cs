using Bittensor.LocalNetwork.SimulatedAxons.Answers;
using Bittensor.LocalNetwork.SimulatedAxons.Population;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bittensor.LocalNetwork.SimulatedAxons;

/// <summary>Registers the simulation.</summary>
internal static class SimulationServices
{
    /// <summary>Adds everything that the functions need.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddSimulation(this IServiceCollection services)
    {
        services.AddOptions<SimulationOptions>().BindConfiguration("Simulation").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SimulationOptions>, SimulationOptionsValidator>();
        services.AddSingleton(provider => SimulatedNetwork.Of(OptionsOf(provider).Axons, OptionsOf(provider).Seed));
        services.AddSingleton(provider => HeldOutText.Read(OptionsOf(provider).TextFolder));
        services.AddSingleton<LatestTasks>();
        return services;
    }

    private static SimulationOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<SimulationOptions>>().Value;
}
