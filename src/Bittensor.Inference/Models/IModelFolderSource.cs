namespace Bittensor.Inference.Models;

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
