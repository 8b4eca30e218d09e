using System.Security.Cryptography;

namespace Bittensor.Axon.BlobModels;

/// <summary>Downloads files, one after the other, several parts of one at the same time.</summary>
/// <param name="blobs">Where from.</param>
/// <param name="parallelism">Parts at the same time.</param>
/// <param name="progress">Told what arrives.</param>
internal sealed class ModelDownload(ModelBlobs blobs, int parallelism, DownloadProgress progress)
{
    private const long PartBytes = 16 << 20;

    /// <summary>Downloads files and checks them; each is noted as soon as it is complete.</summary>
    /// <param name="files">Which.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="receipt">Notes them.</param>
    /// <param name="cancellationToken">Gives up; what is noted need not be downloaded again.</param>
    /// <exception cref="ModelSourceException">A blob has changed, or is not what its checksum says.</exception>
    public async Task RunAsync(IEnumerable<ModelFile> files, string folder, Receipt receipt, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await DownloadAsync(file, path, cancellationToken);
            await CheckAsync(file, path, cancellationToken);
            receipt.Add(file);
        }
    }

    private async Task DownloadAsync(ModelFile file, string path, CancellationToken cancellationToken)
    {
        using var target = File.OpenHandle(
            path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, preallocationSize: file.Size);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        var parts = (file.Size + PartBytes - 1) / PartBytes;
        await Parallel.ForAsync(0, parts, parallel, async (part, token) =>
        {
            var offset = part * PartBytes;
            await blobs.DownloadAsync(file, offset, Math.Min(PartBytes, file.Size - offset), target, progress.Add, token);
        });
        RandomAccess.FlushToDisk(target); // before it is noted as complete
    }

    private async Task CheckAsync(ModelFile file, string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        var (expected, found) = file switch
        {
            { Sha256: { } sha256 } => (sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken))),
#pragma warning disable CA5351 // it is what storage keeps; it tells accidents, not attacks
            { Md5: { } md5 } => (md5, Convert.ToBase64String(await MD5.HashDataAsync(content, cancellationToken))),
#pragma warning restore CA5351
            _ => ("", ""),
        };
        var comparison = file.Sha256 is null ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (!string.Equals(expected, found, comparison))
        {
            throw blobs.Refuse(file.Path, $"Its {(file.Sha256 is null ? "MD5" : "SHA-256")} is {found}; expected {expected}.");
        }
    }
}
