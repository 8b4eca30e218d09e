using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bittensor.Inference.Models;

/// <summary>Registers the model of this process.</summary>
internal static class ModelServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ModelOptions"/> from the section <c>Model</c>, <see cref="ILanguageModelHost"/>, which loads the model in the
    /// background, and <see cref="ILanguageModel"/>, which is refused with Unavailable until the model is ready.</summary>
    public static IServiceCollection AddLanguageModel(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IModelFolderSource, LocalModelFolder>();
        services.TryAddSingleton<LanguageModelHost>();
        services.TryAddSingleton<ILanguageModelHost>(provider => provider.GetRequiredService<LanguageModelHost>());
        services.TryAddTransient(provider => provider.GetRequiredService<ILanguageModelHost>().Model);
        return services.AddHostedService(provider => provider.GetRequiredService<LanguageModelHost>());
    }
}
