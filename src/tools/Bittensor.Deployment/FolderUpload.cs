using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Bittensor.Deployment;

/// <summary>Uploads a folder, with the list of checksums by which an axon tells that it is whole.</summary>
/// <remarks>The list comes first: an axon that starts meanwhile then knows which files are still missing. A place that has another
/// list, or files without one, holds something else and is left alone: what is served must not change under an axon.</remarks>
/// <param name="container">Where to.</param>
/// <param name="prefix">What the names of the blobs begin with: empty, or with a slash at its end.</param>
internal sealed class FolderUpload(BlobContainerClient container, string prefix)
{
    /// <summary>Uploads what is not there yet.</summary>
    /// <param name="folder">Path of the folder; subfolders are uploaded too.</param>
    /// <param name="cancellationToken">Gives up; what is uploaded need not be uploaded again.</param>
    /// <exception cref="RequestFailedException">Storage cannot be reached, or does not let in who uploads.</exception>
    public async Task<UploadOutcome> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var list = await UploadChecksums.OfAsync(folder, cancellationToken);
        var there = await ListAsync(cancellationToken);
        if (there.Count > 0 && await ReadListAsync(there, cancellationToken) != list.Text)
        {
            return UploadOutcome.KeptWhatIsThere;
        }

        if (there.Add(UploadChecksums.FileName))
        {
            await container.GetBlobClient(prefix + UploadChecksums.FileName).UploadAsync(BinaryData.FromString(list.Text), cancellationToken);
        }

        var missing = list.Paths.Where(path => !there.Contains(path)).ToList(); // a blob is there as a whole, or not at all
        foreach (var path in missing)
        {
            await container.GetBlobClient(prefix + path).UploadAsync(Path.Combine(folder, path), cancellationToken);
        }

        return missing.Count > 0 ? UploadOutcome.Uploaded : UploadOutcome.Unchanged;
    }

    private async Task<HashSet<string>> ListAsync(CancellationToken cancellationToken)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            paths.Add(blob.Name[prefix.Length..]);
        }

        return paths;
    }

    private async Task<string?> ReadListAsync(HashSet<string> there, CancellationToken cancellationToken) =>
        there.Contains(UploadChecksums.FileName)
            ? (await container.GetBlobClient(prefix + UploadChecksums.FileName).DownloadContentAsync(cancellationToken)).Value.Content.ToString()
            : null;
}
