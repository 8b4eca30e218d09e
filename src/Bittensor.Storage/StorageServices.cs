using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Storage;

/// <summary>Registers tables and queues.</summary>
public static class StorageServices
{
    /// <summary>Registers every store and the queues, over the account that <c>AzureWebJobsStorage</c> names.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddBittensorStorage(this IServiceCollection services)
    {
        services.AddStorageClients();
        services.TryAddSingleton<MetagraphStore>();
        services.TryAddSingleton<RoundStore>();
        services.TryAddSingleton<ResponseStore>();
        services.TryAddSingleton<ScoreStore>();
        services.TryAddSingleton<HistoryStore>();
        services.TryAddSingleton<WeightStore>();
        services.TryAddSingleton<RoundQueues>();
        services.TryAddSingleton<PoisonQueues>();
        return services;
    }
    /// <summary>Registers the clients of the account that <c>AzureWebJobsStorage</c> names, and no stores.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddStorageClients(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StorageClients>();
        return services;
    }
}
