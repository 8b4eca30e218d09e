using System.Reflection;
using Bittensor.Inference.Generation;
using Bittensor.Inference.Handlers;
using Bittensor.Inference.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Inference;

/// <summary>Registers the serving of a model.</summary>
public static class InferenceServiceCollectionExtensions
{
    /// <summary>Adds the model of the section <c>Model</c>, every synapse handler found, and <see cref="SynapseExecutor"/>.</summary>
    /// <param name="services">Receives the services.</param>
    /// <param name="handlerAssemblies">Assemblies with further subclasses of <see cref="SynapseHandler"/>.</param>
    public static IServiceCollection AddInference(this IServiceCollection services, params IEnumerable<Assembly> handlerAssemblies) =>
        services.AddLanguageModel().AddSynapseHandlers(handlerAssemblies);

    internal static IServiceCollection AddSynapseHandlers(this IServiceCollection services, IEnumerable<Assembly> assemblies)
    {
        services.AddOptions<ServingOptions>().BindConfiguration(ServingOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ServingOptions>, ServingOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // the one place that says where chance comes from
        services.TryAddSingleton(Random.Shared);
#pragma warning restore RS0030
        services.TryAddSingleton<TextGenerator>();
        services.TryAddEnumerable(HandlerTypes(assemblies).Select(type => ServiceDescriptor.Singleton(typeof(SynapseHandler), type)));
        services.TryAddSingleton<SynapseHandlers>();
        services.TryAddSingleton<SynapseExecutor>();
        services.TryAddSingleton<HandlerWarmUp>();
        services.TryAddSingleton<IServingState>(provider => provider.GetRequiredService<HandlerWarmUp>());
        return services.AddHostedService(provider => provider.GetRequiredService<HandlerWarmUp>());
    }

    private static IEnumerable<Type> HandlerTypes(IEnumerable<Assembly> assemblies) => assemblies
        .Append(typeof(SynapseHandler).Assembly)
        .Distinct()
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsSubclassOf(typeof(SynapseHandler)));
}
