using Microsoft.Extensions.Options;

namespace Bittensor.Inference.Models;

/// <summary>The folder that <see cref="ModelOptions.Folder"/> names.</summary>
/// <param name="options">Names it.</param>
public sealed class LocalModelFolder(IOptions<ModelOptions> options) : IModelFolderSource
{
    /// <inheritdoc/>
    public string? Progress => null;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The settings name a source in place of a folder.</exception>
    public Task<string> OpenAsync(CancellationToken cancellationToken) => Task.FromResult(options.Value.Folder is { Length: > 0 } folder
        ? folder
        : throw new InvalidOperationException("Model:Source is set, but this app has nothing that reads it; expected Model:Folder."));
}
