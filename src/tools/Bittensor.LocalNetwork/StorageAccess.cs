using Bittensor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalNetwork;

/// <summary>Reaches the validator's tables without the validator.</summary>
internal static class StorageAccess
{
    /// <summary>The stores over an account; disposing the result lets go of them.</summary>
    /// <param name="storage">Connection string.</param>
    public static ServiceProvider Open(string storage) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", storage)]).Build())
        .AddBittensorStorage()
        .BuildServiceProvider();
}
