using Bittensor.Functions.Axon.About;
using Bittensor.Functions.Axon.Http;
using Bittensor.Inference;
using Bittensor.ModelStore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Functions.Axon;

/// <summary>Registers what the functions of this app use.</summary>
internal static class AxonServiceCollectionExtensions
{
    /// <summary>Adds the model, its handlers and the HTTP side; what is registered before wins.</summary>
    public static IServiceCollection AddAxon(this IServiceCollection services)
    {
        services.AddModelStore();
        services.AddInference(typeof(AxonServiceCollectionExtensions).Assembly);
        services.AddOptions<AxonOptions>().BindConfiguration(AxonOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AxonOptions>, AxonOptionsValidator>());
        services.TryAddSingleton<IRequestGuard, AllowAll>();
        services.TryAddSingleton<BodyReader>();
        services.TryAddSingleton<AnswerWriter>();
        services.TryAddSingleton<Faults>();
        services.TryAddSingleton<SynapseEndpoint>();
        services.TryAddSingleton<SeveralSynapsesEndpoint>();
        services.TryAddSingleton<AxonDescription>();
        return services;
    }
}
