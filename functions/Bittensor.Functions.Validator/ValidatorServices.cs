using Bittensor.Client;
using Bittensor.Scoring;
using Bittensor.Storage;
using Bittensor.Tokenization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Functions.Validator;

/// <summary>Registers the validator.</summary>
public static class ValidatorServices
{
    /// <summary>Adds everything that the functions need. What is registered before stays: a test's clock, dendrite or
    /// tasks.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddValidator(this IServiceCollection services) => services
        .AddBittensorScoring()
        .AddBittensorStorage()
        .AddDendrite()
        .AddTasks()
        .AddRounds()
        .AddHistory()
        .AddApi();

    private static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => StandardTokenizer.Instance);
        if (services.All(service => service.ServiceType != typeof(ITaskSource)))
        {
            services.AddOptions<TaskOptions>().BindConfiguration("Tasks").ValidateOnStart();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TaskOptions>, TaskOptionsValidator>());
            services.AddSingleton<ITextReader>(provider => provider.GetRequiredService<IOptions<TaskOptions>>().Value.Container.Length > 0
                ? ActivatorUtilities.CreateInstance<ContainerTextReader>(provider)
                : ActivatorUtilities.CreateInstance<FolderTextReader>(provider));
            services.AddSingleton<ITaskSource, TextTaskSource>();
        }

        return services;
    }

    private static IServiceCollection AddRounds(this IServiceCollection services)
    {
        services.TryAddSingleton<RoundStarter>();
        services.TryAddSingleton<RoundFanOut>();
        services.TryAddSingleton<AxonExaminer>();
        services.TryAddSingleton<RoundCloser>();
        services.TryAddSingleton<SilentAxons>();
        services.TryAddSingleton<StatisticsUpdate>();
        services.TryAddSingleton<RoundReport>();
        return services;
    }

    private static IServiceCollection AddHistory(this IServiceCollection services)
    {
        services.AddOptions<HistoryOptions>().BindConfiguration("History").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HistoryOptions>, HistoryOptionsValidator>());
        services.TryAddSingleton<OldRounds>();
        return services;
    }

    private static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<ValidatorOptions>().BindConfiguration("Validator");
        services.TryAddSingleton<AdminGate>();
        services.TryAddSingleton<Leaderboard>();
        services.TryAddSingleton<AxonMetadata>();
        services.AddHttpClient(AxonMetadata.Client, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(5);
            client.MaxResponseContentBufferSize = 1024 * 1024;
        }).RemoveAllLoggers(); // what matters of it is logged once, by AxonMetadata
        return services;
    }
}
