using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.BlobModels;

/// <summary>The model folder, from wherever the settings say; they are looked at when it is first used, so that all that is wrong
/// with any of them is reported together before.</summary>
/// <param name="options">The settings.</param>
/// <param name="services">Has what both places need.</param>
internal sealed class ConfiguredModelFolder(IOptions<ModelOptions> options, IServiceProvider services) : IModelFolderSource
{
    private readonly Lazy<IModelFolderSource> _chosen = new(() => Choose(options.Value, services));

    /// <inheritdoc/>
    public string? Progress => _chosen.Value.Progress;

    /// <inheritdoc/>
    public Task<string> OpenAsync(CancellationToken cancellationToken) => _chosen.Value.OpenAsync(cancellationToken);

    private static IModelFolderSource Choose(ModelOptions options, IServiceProvider services)
    {
        if (options.Source.Length > 0)
        {
            return ActivatorUtilities.CreateInstance<BlobModelFolder>(services);
        }

        return ActivatorUtilities.CreateInstance<LocalModelFolder>(services);
    }
}
