using System.Security.Cryptography;
using System.Text;
using Azure;

namespace Bittensor.Axon.BlobModels;

/// <summary>The blobs of a model at one moment.</summary>
/// <param name="Files">Sorted by path.</param>
internal sealed record ModelListing(IReadOnlyList<ModelFile> Files)
{
    /// <summary>Name of the model's version: another one whenever a blob comes, goes or changes; 16 hex digits.</summary>
    public string Version { get; } = ShortHash(string.Concat(Files.Select(file => $"{file.Path}\n{file.Size}\n{file.ETag}\n")));

    /// <summary>The first 16 hex digits of a text's SHA-256.</summary>
    public static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}

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
