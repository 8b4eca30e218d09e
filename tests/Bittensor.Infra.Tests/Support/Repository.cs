using System.Reflection;

namespace Bittensor.Infra.Tests.Support;

/// <summary>The files that the tests look at.</summary>
internal static class Repository
{
    /// <summary>Root of the repository.</summary>
    public static string Root { get; } = Metadata("Repository")!;

    /// <summary>Path of the Bicep compiler; null where there is no package for this platform.</summary>
    public static string? BicepCompiler { get; } = Metadata("Bicep");

    /// <summary>Path of a file or folder.</summary>
    /// <param name="relative">Relative to the root, with slashes.</param>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    /// <summary>Text of a file.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string? Metadata(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == key)?.Value;
}
