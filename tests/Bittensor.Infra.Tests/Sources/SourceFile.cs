using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bittensor.Infra.Tests.Sources;

/// <summary>One C# file of the product, parsed.</summary>
/// <param name="Path">Path relative to the repository, with slashes.</param>
/// <param name="Project">Name of its project, which is the name of the project's folder.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Root">Its syntax tree.</param>
public sealed record SourceFile(string Path, string Project, IReadOnlyList<string> Lines, CompilationUnitSyntax Root)
{
    /// <summary>Folders inside the project, outermost first.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Reads every C# file under <c>src/</c> and <c>functions/</c>, without build outputs.</summary>
    /// <param name="repository">Root of the repository.</param>
    /// <returns>The files by path.</returns>
    public static IReadOnlyList<SourceFile> ReadAll(string repository)
    {
        string[] tops = ["src", "functions"];
        return tops
            .SelectMany(top => Directory.EnumerateFiles(System.IO.Path.Combine(repository, top), "*.cs", SearchOption.AllDirectories))
            .Select(file => System.IO.Path.GetRelativePath(repository, file).Replace('\\', '/'))
            .Where(IsWritten)
            .Order(StringComparer.Ordinal)
            .Select(path => Read(repository, path))
            .ToList();
    }

    /// <summary>Whether a file was written by hand: none of the folders on its way holds outputs of a build.</summary>
    /// <param name="path">Relative to the repository, with slashes.</param>
    public static bool IsWritten(string path)
    {
        var parts = path.Split('/');
        return !parts.Contains("bin") && !parts.Contains("obj");
    }

    private static SourceFile Read(string repository, string path)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(repository, path));
        var parts = path.Split('/');
        var project = Array.FindIndex(parts, part => part.StartsWith("Bittensor.", StringComparison.Ordinal));
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, options).GetRoot();
        return new(path, parts[project], text.TrimEnd('\n').Split('\n'), root) { Folders = parts[(project + 1)..^1] };
    }
}
