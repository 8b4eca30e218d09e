using System.Security.Cryptography;

namespace Bittensor.Deployment;

/// <summary>The files of a folder with their checksums, as <c>sha256sum</c> lists them.</summary>
/// <param name="Paths">Paths below the folder, with slashes, in ordinal order.</param>
/// <param name="Text">Content of the list.</param>
internal sealed record UploadChecksums(IReadOnlyList<string> Paths, string Text)
{
    /// <summary>Name of the list.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>Reads all files of a folder but a list that lies in it.</summary>
    public static async Task<UploadChecksums> OfAsync(string folder, CancellationToken cancellationToken)
    {
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(path => path != FileName)
            .Order(StringComparer.Ordinal)
            .ToList();
        var lines = new List<string>(paths.Count);
        foreach (var path in paths)
        {
            await using var content = File.OpenRead(Path.Combine(folder, path));
            lines.Add($"{Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken))}  {path}\n");
        }

        return new(paths, string.Concat(lines));
    }
}
