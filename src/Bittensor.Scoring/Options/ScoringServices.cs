using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Scoring;

/// <summary>Registers the options of scoring.</summary>
public static class ScoringServices
{
    /// <summary>Binds <see cref="ScoringOptions"/>, <see cref="WeightOptions"/> and <see cref="RoundOptions"/>, checked at
    /// start.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddBittensorScoring(this IServiceCollection services)
    {
        services.AddOptions<ScoringOptions>().BindConfiguration("Scoring").ValidateOnStart();
        services.AddOptions<WeightOptions>().BindConfiguration("Weights").ValidateOnStart();
        services.AddOptions<RoundOptions>().BindConfiguration("Round").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ScoringOptions>, ScoringOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WeightOptions>, WeightOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoundOptions>, RoundOptionsValidator>());
        return services;
    }
}
