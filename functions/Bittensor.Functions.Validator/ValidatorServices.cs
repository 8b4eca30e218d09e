using Bittensor.Client;
using Bittensor.Functions.Validator.Http;
using Bittensor.Storage;
using Bittensor.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bittensor.Functions.Validator;

/// <summary>Registers the validator.</summary>
public static class ValidatorServices
{
    /// <summary>Adds everything that the functions need. What is registered before stays: a test's clock, dendrite or
    /// tasks.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddValidator(this IServiceCollection services)
    {
        services.AddBittensorValidation().AddBittensorStorage().AddDendrite();
        services.AddOptions<ValidatorOptions>().BindConfiguration("Validator");
        services.TryAddSingleton<AdminGate>();
        return services;
    }
}
