using System.IO.Compression;
using System.Reflection;

namespace Bittensor.Testing.Vectors;

/// <summary>The Tiktoken vocabularies that come as data packages of Microsoft.ML.Tokenizers, which gives no access to their
/// bytes.</summary>
public static class LibraryRanks
{
    /// <summary>Reads a vocabulary; the calling project must reference its package.</summary>
    /// <param name="package">Last part of the package's name, such as "Cl100kBase".</param>
    /// <param name="encoding">The vocabulary's name, such as "cl100k_base".</param>
    /// <returns>The bytes of each token by id.</returns>
    public static byte[][] Read(string package, string encoding)
    {
        using var resource = Assembly.Load($"Microsoft.ML.Tokenizers.Data.{package}")
            .GetManifestResourceStream($"{encoding}.tiktoken.deflate")
            ?? throw new FileNotFoundException($"The package {package} has no {encoding}.");
        using var reader = new StreamReader(new DeflateStream(resource, CompressionMode.Decompress));
        var ranks = new List<byte[]>();
        while (reader.ReadLine() is { } line)
        {
            // A header, then one token a line in base64.
            if (!line.StartsWith("Capacity:", StringComparison.Ordinal))
            {
                ranks.Add(Convert.FromBase64String(line));
            }
        }

        return [.. ranks];
    }
}
