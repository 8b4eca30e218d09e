namespace Bittensor.Axon.BlobModels;

/// <summary>The file SHA256SUMS that a model may have, as <c>sha256sum</c> writes it: it names every file of the model.</summary>
internal static class ChecksumList
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "SHA256SUMS";

    private const int HashLength = 64, PathStart = HashLength + 2;

    /// <summary>The files that a model consists of, with the checksums of its list, if it has one.</summary>
    /// <param name="blobs">Where they lie.</param>
    /// <param name="listing">What lies there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ModelSourceException">The list cannot be read, or names a file that is not there.</exception>
    public static async Task<IReadOnlyList<ModelFile>> ApplyAsync(ModelBlobs blobs, ModelListing listing, CancellationToken cancellationToken)
    {
        if (listing.Files.FirstOrDefault(file => file.Path == FileName) is not { } list)
        {
            return listing.Files;
        }

        var text = await blobs.ReadTextAsync(list, cancellationToken);
        var found = listing.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        return [.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).Select(line => FileOf(line, found, blobs))];
    }

    /// <summary>The file of one line: hash, a space, a space or an asterisk, path.</summary>
    private static ModelFile FileOf(string line, Dictionary<string, ModelFile> found, ModelBlobs blobs)
    {
        if (line.Length <= PathStart || line[HashLength] != ' ' || !line.AsSpan(0, HashLength).ContainsOnlyHex())
        {
            throw blobs.Refuse(FileName, $"The line '{line}' is none that sha256sum writes.");
        }

        var path = line[PathStart..];
        if (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[2..];
        }

        if (!found.TryGetValue(path, out var file))
        {
            throw blobs.Refuse(path, $"{FileName} names this file, but it is not there; is the upload complete?");
        }

        return file with { Sha256 = line[..HashLength] };
    }

    private static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return true;
    }
}
