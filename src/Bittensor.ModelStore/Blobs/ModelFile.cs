using Azure;

namespace Bittensor.ModelStore.Blobs;

/// <summary>One file of a model, as its blob has it.</summary>
/// <param name="Path">Path below the model's prefix, with slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">Version of the blob.</param>
/// <param name="Sha256">SHA-256 in hex, where it is told.</param>
/// <param name="Md5">MD5 in base64, where storage has it.</param>
internal sealed record ModelFile(string Path, long Size, ETag ETag, string? Sha256, string? Md5)
{
    /// <summary>Whether its bytes can be checked.</summary>
    public bool HasChecksum => Sha256 is not null || Md5 is not null;
}
