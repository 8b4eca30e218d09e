using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.Client;

/// <summary>Registers the calling side.</summary>
public static class DendriteServiceCollectionExtensions
{
    private const string ClientName = "Bittensor.Dendrite";

    /// <summary>
    /// Adds <see cref="IDendrite"/> as a singleton, with options from the <c>Dendrite</c> section; they are checked at start.
    /// </summary>
    /// <param name="services">Must have, by the time it is used, an IConfiguration and logging.</param>
    public static IServiceCollection AddDendrite(this IServiceCollection services)
    {
        services.AddOptions<DendriteOptions>().BindConfiguration(DendriteOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DendriteOptions>, DendriteOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddDendriteClient();
        services.TryAddSingleton<IDendrite>(provider => new HttpDendrite(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName),
            provider.GetRequiredService<IOptions<DendriteOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HttpDendrite>>()));
        return services;
    }

    private static void AddDendriteClient(this IServiceCollection services) => services
        .AddHttpClient(ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan) // each query has its own deadline
        .ConfigurePrimaryHttpMessageHandler(
            provider => DendriteHandler.Create(provider.GetRequiredService<IOptions<DendriteOptions>>().Value))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // one client for ever; the handler replaces its connections by itself
        .RemoveAllLoggers();
}
