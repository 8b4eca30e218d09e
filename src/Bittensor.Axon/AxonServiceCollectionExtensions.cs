using System.Reflection;
using Bittensor.Axon.BlobModels;
using Bittensor.Axon.Handlers;
using Bittensor.Axon.Handlers.Text;
using Bittensor.Axon.Http;
using Bittensor.Axon.Metadata;
using Bittensor.Engine;
using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon;

/// <summary>Registers an axon.</summary>
public static class AxonServiceCollectionExtensions
{
    /// <summary>Adds the model, from a local folder or from Blob storage, the synapse handlers and the HTTP side. Services that are
    /// registered before take precedence.</summary>
    /// <param name="services">Receives the services.</param>
    /// <param name="handlerAssemblies">Assemblies with further subclasses of <see cref="SynapseHandler"/>.</param>
    public static IServiceCollection AddAxon(this IServiceCollection services, params IEnumerable<Assembly> handlerAssemblies) => services
        .AddBlobModels().AddEngine().AddSynapseHandlers(handlerAssemblies).AddHttpSide();

    /// <summary>Adds an <see cref="IModelFolderSource"/> that reads <see cref="ModelOptions.Source"/> where that is set, and
    /// <see cref="ModelOptions.Folder"/> otherwise.</summary>
    internal static IServiceCollection AddBlobModels(this IServiceCollection services)
    {
        services.AddOptions<BlobModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BlobModelOptions>, BlobModelOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelOptions>, ModelSourceValidator>());
        services.AddOptions<BlobAccessOptions>().BindConfiguration(BlobAccessOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BlobAccessOptions>, BlobAccessOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BlobContainers>();
        services.TryAddSingleton<IModelFolderSource, ConfiguredModelFolder>();
        return services;
    }

    internal static IServiceCollection AddSynapseHandlers(this IServiceCollection services, IEnumerable<Assembly> assemblies)
    {
        services.AddOptions<AxonOptions>().BindConfiguration(AxonOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AxonOptions>, AxonOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // the one place that says where chance comes from
        services.TryAddSingleton(Random.Shared);
#pragma warning restore RS0030
        services.TryAddSingleton<Engine.Generation.TextGenerator>();
        services.TryAddEnumerable(HandlerTypes(assemblies).Select(type => ServiceDescriptor.Singleton(typeof(SynapseHandler), type)));
        services.TryAddSingleton<TextRequests>();
        services.TryAddSingleton<SynapseHandlers>();
        services.TryAddSingleton<SynapseExecutor>();
        services.TryAddSingleton<HandlerWarmUp>();
        services.TryAddSingleton<IServingState>(provider => provider.GetRequiredService<HandlerWarmUp>());
        return services.AddHostedService(provider => provider.GetRequiredService<HandlerWarmUp>());
    }

    private static IServiceCollection AddHttpSide(this IServiceCollection services)
    {
        services.TryAddSingleton<IRequestGuard, AllowAll>();
        services.TryAddSingleton<BodyReader>();
        services.TryAddSingleton<ResponseWriter>();
        services.TryAddSingleton<ExceptionHandler>();
        services.TryAddSingleton<SynapseEndpoint>();
        services.TryAddSingleton<BatchEndpoint>();
        services.TryAddSingleton<AxonDescription>();
        services.TryAddSingleton<MetadataEndpoint>();
        return services;
    }

    private static IEnumerable<Type> HandlerTypes(IEnumerable<Assembly> assemblies) => assemblies
        .Append(typeof(SynapseHandler).Assembly).Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsHandler);

    private static bool IsHandler(Type type) =>
        type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsSubclassOf(typeof(SynapseHandler));
}
