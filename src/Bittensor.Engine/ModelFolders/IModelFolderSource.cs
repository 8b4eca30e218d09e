using Bittensor.Engine.Models;
using Microsoft.Extensions.Options;

namespace Bittensor.Engine.ModelFolders;

/// <summary>Where the model folder comes from.</summary>
public interface IModelFolderSource
{
    /// <summary>How far <see cref="OpenAsync"/> is, in words; null where there is nothing to wait for.</summary>
    string? Progress { get; }

    /// <summary>Brings the model folder here; called once, while the app starts.</summary>
    /// <param name="cancellationToken">The app stops.</param>
    /// <returns>Path of a folder whose files are complete.</returns>
    Task<string> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>The folder that <see cref="ModelOptions.Folder"/> names.</summary>
/// <param name="options">Names it.</param>
public sealed class LocalModelFolder(IOptions<ModelOptions> options) : IModelFolderSource
{
    /// <inheritdoc/>
    public string? Progress => null;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The settings name a source in place of a folder.</exception>
    public Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Folder.Length == 0)
        {
            throw new InvalidOperationException("Model:Source is set, but this app has nothing that reads it; expected Model:Folder.");
        }

        return Task.FromResult(options.Value.Folder);
    }
}
