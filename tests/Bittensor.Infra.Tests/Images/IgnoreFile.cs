using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Images;

/// <summary>.dockerignore: the last rule that fits a path, or a folder above it, decides.</summary>
internal sealed class IgnoreFile
{
    private readonly (string Pattern, bool Excludes)[] _rules =
    [
        .. Repository.Read(".dockerignore").Split('\n').Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => (line.TrimStart('!'), line[0] != '!')),
    ];

    /// <summary>Whether a path is left out of the build context.</summary>
    /// <param name="path">Relative to the root, with slashes.</param>
    public bool Excludes(string path)
    {
        var excluded = false;
        foreach (var (pattern, excludes) in _rules)
        {
            excluded = Fits(path, pattern) ? excludes : excluded;
        }

        return excluded;
    }

    private static bool Fits(string path, string pattern) => pattern switch
    {
        "*" => true,
        ['*', '*', '/', .. var name] => path.Split('/').Contains(name),
        _ => path == pattern || path.StartsWith(pattern + "/", StringComparison.Ordinal),
    };
}
