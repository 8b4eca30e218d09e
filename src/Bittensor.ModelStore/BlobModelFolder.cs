using Bittensor.Inference.Models;
using Bittensor.ModelStore.Blobs;
using Bittensor.ModelStore.Cache;
using Bittensor.Storage.Clients;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.ModelStore;

/// <summary>Copies the model that <see cref="ModelOptions.Source"/> names from Blob storage, unless the copy is here already.</summary>
/// <param name="models">Names the source.</param>
/// <param name="options">Where copies are kept.</param>
/// <param name="clients">Reach Blob storage.</param>
/// <param name="clock">Measures.</param>
/// <param name="log">Told what is done.</param>
internal sealed class BlobModelFolder(
    IOptions<ModelOptions> models, IOptions<ModelStoreOptions> options, StorageClients clients, TimeProvider clock, ILogger<BlobModelFolder> log)
    : IModelFolderSource
{
    private readonly BlobPrefix _place = BlobPrefix.TryParse(models.Value.Source)!; // checked with the settings
    private volatile DownloadProgress? _progress;

    /// <inheritdoc/>
    public string? Progress => _progress?.ToString();

    /// <inheritdoc/>
    /// <remarks>
    /// 1. What lies in Blob storage is listed; its names, sizes and versions are the version of the model.
    /// 2. Where that version is here, nothing is left to do.
    /// 3. What an interrupted download or an older version has of it is taken over; the rest is downloaded, each file at the version
    ///    that was listed, and checked.
    /// 4. It is listed once more: only what did not change meanwhile is one model.
    /// 5. The copy gets its name.
    /// </remarks>
    /// <exception cref="ModelSourceException">The blobs cannot be served as they are.</exception>
    /// <exception cref="Azure.RequestFailedException">Storage cannot be reached, or does not let the app in.</exception>
    public async Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        var container = _place.ContainerUri is { } uri ? clients.Container(uri) : clients.Container(_place.Container);
        var blobs = new ModelBlobs(container, _place);
        var cache = new ModelCache(options.Value.Cache, _place, clock, log);

        // 1.
        var listing = await blobs.ListAsync(cancellationToken);
        using var turn = await cache.LockAsync(cancellationToken);

        // 2.
        var folder = cache.ModelIn(cache.CopyOf(listing.Version));
        if (cache.IsComplete(listing.Version))
        {
            Log.Unchanged(log, _place.ToString(), folder);
            return folder;
        }

        // 3. and 4.
        var files = await ChecksumList.ApplyAsync(blobs, listing, cancellationToken);
        await DownloadAsync(blobs, cache, files, folder, cancellationToken);
        if ((await blobs.ListAsync(cancellationToken)).Version != listing.Version)
        {
            throw blobs.Changed("");
        }

        // 5.
        return cache.Promote(listing.Version);
    }

    private async Task DownloadAsync(
        ModelBlobs blobs, ModelCache cache, IReadOnlyList<ModelFile> files, string folder, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var missing = cache.Prepare(files);
        var bytes = missing.Sum(file => file.Size);
        Log.Downloading(log, missing.Count, files.Count, bytes / (1024.0 * 1024.0), _place.ToString(), folder);
        var progress = _progress = new DownloadProgress(_place.ToString(), bytes, log);
        var download = new ModelDownload(blobs, options.Value.DownloadParallelism, progress);
        await download.RunAsync(missing, cache.ModelIn(cache.Partial), Receipt.In(cache.Partial), cancellationToken);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        Log.Complete(log, _place.ToString(), seconds, files.Count(file => file.HasChecksum), files.Count);
    }
}
