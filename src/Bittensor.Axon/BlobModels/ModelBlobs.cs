using System.Buffers;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Win32.SafeHandles;

namespace Bittensor.Axon.BlobModels;

/// <summary>The blobs of one model.</summary>
/// <param name="container">Their container.</param>
/// <param name="place">Where they lie.</param>
internal sealed class ModelBlobs(BlobContainerClient container, BlobPrefix place)
{
    private const int BufferBytes = 128 << 10;

    /// <summary>Metadata that marks a directory in accounts with a hierarchical namespace.</summary>
    private const string DirectoryMark = "hdi_isfolder";

    /// <summary>Metadata that may tell a blob's SHA-256, in hex.</summary>
    private const string Sha256Mark = "sha256";

    /// <summary>Lists them.</summary>
    /// <exception cref="ModelSourceException">There are none, there is no graph, or a name is no path.</exception>
    /// <exception cref="RequestFailedException">Storage cannot be reached or does not let the app in.</exception>
    public async Task<ModelListing> ListAsync(CancellationToken cancellationToken)
    {
        var files = new List<ModelFile>();
        try
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, place.Prefix, cancellationToken))
            {
                if (blob.Metadata?.ContainsKey(DirectoryMark) != true)
                {
                    files.Add(FileOf(blob));
                }
            }
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            throw Refuse("", "There is no such container.", fault);
        }

        return Check([.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>Downloads a part of a file, as it was when it was listed.</summary>
    /// <param name="file">Which file.</param>
    /// <param name="offset">Where the part begins; its bytes go to the same place.</param>
    /// <param name="length">Bytes of the part, at least one.</param>
    /// <param name="target">Receives it.</param>
    /// <param name="received">Told the bytes of every piece.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ModelSourceException">The blob has changed or gone, or ends early.</exception>
    public async Task DownloadAsync(
        ModelFile file, long offset, long length, SafeFileHandle target, Action<int> received, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(file, new HttpRange(offset, length), cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var end = offset + length;
            while (offset < end)
            {
                var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - offset)), cancellationToken);
                if (read == 0)
                {
                    throw Refuse(file.Path, $"It ends after {offset} bytes; expected {file.Size}.");
                }

                await RandomAccess.WriteAsync(target, buffer.AsMemory(0, read), offset, cancellationToken);
                offset += read;
                received(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads a small file of text.</summary>
    /// <exception cref="ModelSourceException">The blob has changed or gone.</exception>
    public async Task<string> ReadTextAsync(ModelFile file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await OpenAsync(file, default, cancellationToken));
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Makes the exception that names a blob and its problem.</summary>
    public ModelSourceException Refuse(string path, string problem, Exception? cause = null) => new(place.ToString(), path, problem, cause);

    private async Task<Stream> OpenAsync(ModelFile file, HttpRange range, CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions { Range = range, Conditions = new BlobRequestConditions { IfMatch = file.ETag } };
        try
        {
            return (await container.GetBlobClient(place.Prefix + file.Path).DownloadStreamingAsync(options, cancellationToken)).Value.Content;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            throw Changed(file.Path, fault);
        }
    }

    /// <summary>Makes the exception for a model that changes while it is downloaded.</summary>
    public ModelSourceException Changed(string path, Exception? cause = null) => Refuse(
        path, "It was changed while it was being downloaded; upload models to a prefix of their own, and start the axon when all is there.", cause);

    private ModelFile FileOf(BlobItem blob)
    {
        var path = blob.Name[place.Prefix.Length..];
        if (path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw Refuse(path, "The name of this blob is no path of a file.");
        }

        string? md5 = null;
        if (blob.Properties.ContentHash is { Length: > 0 } hash)
        {
            md5 = Convert.ToBase64String(hash);
        }

        string? sha256 = null;
        blob.Metadata?.TryGetValue(Sha256Mark, out sha256);
        return new(path, blob.Properties.ContentLength ?? 0, blob.Properties.ETag ?? default, sha256, md5);
    }

    /// <summary>Refuses at once what could only be refused after the download.</summary>
    private ModelListing Check(ModelFile[] files)
    {
        if (files.Length == 0)
        {
            throw Refuse("", "There are no blobs; expected the files of a model folder.");
        }

        if (!Array.Exists(files, file => file.Path.EndsWith(".onnx", StringComparison.Ordinal)))
        {
            throw Refuse("", $"There is no graph (*.onnx) among its {files.Length} blobs; is the upload complete?");
        }

        return new(files);
    }
}
