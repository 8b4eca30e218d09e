using Bittensor.Inference.Models;
using Bittensor.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.ModelStore;

/// <summary>Registers the copying of models from Blob storage.</summary>
public static class ModelStoreServices
{
    /// <summary>Adds an <see cref="IModelFolderSource"/> that reads <see cref="ModelOptions.Source"/> where that is set, and
    /// <see cref="ModelOptions.Folder"/> otherwise. To be called before the model is added.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddModelStore(this IServiceCollection services)
    {
        services.AddOptions<ModelStoreOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelStoreOptions>, ModelStoreOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelOptions>, ModelSourceValidator>());
        services.AddStorageClients();
        services.TryAddSingleton<IModelFolderSource, ConfiguredModelFolder>();
        return services;
    }
}
