using Bittensor.Engine.Generation;
using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Engine;

/// <summary>Registers the model of this process.</summary>
public static class EngineServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ModelOptions"/> from the section <c>Model</c>, <see cref="ILanguageModelHost"/>, which loads the model in the
    /// background, <see cref="ILanguageModel"/>, which is refused with <see cref="EngineFault.NotReady"/> until the model is ready, and
    /// <see cref="TextGenerator"/>.</summary>
    /// <param name="services">Receives the services.</param>
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IModelFolderSource, LocalModelFolder>();
        services.TryAddSingleton<LanguageModelHost>();
        services.TryAddSingleton<ILanguageModelHost>(provider => provider.GetRequiredService<LanguageModelHost>());
        services.TryAddSingleton<TextGenerator>();
        services.TryAddTransient(provider => provider.GetRequiredService<ILanguageModelHost>().Model);
        return services.AddHostedService(provider => provider.GetRequiredService<LanguageModelHost>());
    }
}
