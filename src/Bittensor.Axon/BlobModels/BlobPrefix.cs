using Azure.Storage.Blobs;

namespace Bittensor.Axon.BlobModels;

/// <summary>A place in Blob storage: what lies in a container below a prefix.</summary>
/// <param name="ContainerUri">The container's URL, with its shared access signature if it has one; null for a container in the
/// app's own storage account.</param>
/// <param name="Container">Name of the container.</param>
/// <param name="Prefix">What the names of the blobs begin with: empty, or with a slash at its end.</param>
internal sealed record BlobPrefix(Uri? ContainerUri, string Container, string Prefix)
{
    /// <summary>Name of the model that lies there: the last part of the prefix, or the container.</summary>
    public string Name => Prefix.Length == 0 ? Container : Prefix.TrimEnd('/').Split('/')[^1];

    /// <summary>Reads a setting.</summary>
    /// <param name="text">Container and prefix (<c>models/small</c>), or the https URL of a prefix; http for this machine's own
    /// addresses, where emulators listen.</param>
    /// <returns>Null where the text is neither.</returns>
    public static BlobPrefix? TryParse(string text) =>
        text.Contains("://", StringComparison.Ordinal) ? FromUrl(text) : Of(null, text.Trim('/').Split('/'));

    /// <summary>The place in words, without signature.</summary>
    public override string ToString() => $"{ContainerUri?.GetLeftPart(UriPartial.Path) ?? Container}/{Prefix}".TrimEnd('/');

    private static BlobPrefix? FromUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !(url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)))
        {
            return null;
        }

        var parts = new BlobUriBuilder(url);
        var prefix = parts.BlobName.Trim('/');
        parts.BlobName = "";
        return Of(parts.ToUri(), prefix.Length == 0 ? [parts.BlobContainerName] : [parts.BlobContainerName, .. prefix.Split('/')]);
    }

    private static BlobPrefix? Of(Uri? container, string[] segments)
    {
        if (Array.Exists(segments, segment => segment is "" or "." or ".."))
        {
            return null;
        }

        return new(container, segments[0], string.Concat(segments.Skip(1).Select(segment => segment + "/")));
    }
}
