using System.Security.Cryptography;
using System.Text;

namespace Bittensor.ModelStore.Blobs;

/// <summary>The blobs of a model at one moment.</summary>
/// <param name="Files">Sorted by path.</param>
internal sealed record ModelListing(IReadOnlyList<ModelFile> Files)
{
    /// <summary>Name of the model's version: another one whenever a blob comes, goes or changes; 16 hex digits.</summary>
    public string Version { get; } = ShortHash(string.Concat(Files.Select(file => $"{file.Path}\n{file.Size}\n{file.ETag}\n")));

    /// <summary>The first 16 hex digits of a text's SHA-256.</summary>
    public static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
