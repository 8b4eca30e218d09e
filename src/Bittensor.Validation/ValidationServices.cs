using Bittensor.Tokenization;
using Bittensor.Validation.Api;
using Bittensor.Validation.Examination;
using Bittensor.Validation.History;
using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Tasks;
using Bittensor.Validation.Weights;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation;

/// <summary>Registers the validator's domain.</summary>
public static class ValidationServices
{
    /// <summary>Adds rounds, scoring, tasks, history and the leaderboard. Stores and queues come from another library (AddBittensorStorage), the dendrite
    /// from AddDendrite. What is registered before stays: a test's clock or tasks.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddBittensorValidation(this IServiceCollection services) => services
        .AddScoring()
        .AddTasks()
        .AddRounds()
        .AddHistory()
        .AddMetagraph();

    private static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.AddOptions<ScoringOptions>().BindConfiguration("Scoring").ValidateOnStart();
        services.AddOptions<WeightOptions>().BindConfiguration("Weights").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ScoringOptions>, ScoringOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WeightOptions>, WeightOptionsValidator>());
        return services;
    }

    private static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => StandardTokenizer.Instance);
        if (services.Any(service => service.ServiceType == typeof(ITaskSource)))
        {
            return services; // tasks of another source need no text, so that options of texts are not asked for
        }

        services.AddOptions<TaskOptions>().BindConfiguration("Tasks").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TaskOptions>, TaskOptionsValidator>());
        services.TryAddKeyedSingleton<ITextReader, FolderTextReader>(TextPlace.Folder);
        services.AddSingleton(provider => provider.GetRequiredKeyedService<ITextReader>(
            provider.GetRequiredService<IOptions<TaskOptions>>().Value.Place));
        services.AddSingleton<ITaskSource, TextTaskSource>();
        return services;
    }

    private static IServiceCollection AddRounds(this IServiceCollection services)
    {
        services.AddOptions<RoundOptions>().BindConfiguration("Round").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoundOptions>, RoundOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
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

    private static IServiceCollection AddMetagraph(this IServiceCollection services)
    {
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
