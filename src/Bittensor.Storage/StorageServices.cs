using Bittensor.Storage.Clients;
using Bittensor.Storage.Queues;
using Bittensor.Storage.Stores;
using Bittensor.Validation.Examination;
using Bittensor.Validation.History;
using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Queues;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Tasks;
using Bittensor.Validation.Weights;
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
        services.TryAddSingleton<IMetagraphStore, MetagraphStore>();
        services.TryAddSingleton<IRoundStore, RoundStore>();
        services.TryAddSingleton<IResultStore, ResultStore>();
        services.TryAddSingleton<IScoreStore, ScoreStore>();
        services.TryAddSingleton<IHistoryStore, HistoryStore>();
        services.TryAddSingleton<IWeightStore, WeightStore>();
        services.TryAddSingleton<IRoundQueues, RoundQueues>();
        services.TryAddSingleton<IPoisonQueues, PoisonQueues>();
        services.TryAddKeyedSingleton<ITextReader, ContainerTextReader>(TextPlace.Container);
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
