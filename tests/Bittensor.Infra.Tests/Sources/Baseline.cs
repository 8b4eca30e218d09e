using System.Globalization;

namespace Bittensor.Infra.Tests.Sources;

/// <summary>What the tree still holds of what a rule refuses: one line a rule and project, <c>rule project count</c>. A rule may find that
/// many and no more; a pair that is not in the file may have none.</summary>
public static class Baseline
{
    /// <summary>Path of the file, relative to the repository.</summary>
    public const string File = "tests/Bittensor.Infra.Tests/Layout/baseline.txt";

    /// <summary>The rules by name; each gives one path a finding.</summary>
    public static IReadOnlyDictionary<string, Func<SourceFile, int>> Rules { get; } = new Dictionary<string, Func<SourceFile, int>>
    {
        ["nested-conditional"] = file => PlainCode.NestedConditionals(file.Root).Count(),
        ["throw-in-conditional"] = file => PlainCode.ThrowsInConditionals(file.Root).Count(),
        ["long-expression-body"] = file => PlainCode.LongBodies(file.Root).Count(),
        ["tuple-assignment"] = file => PlainCode.TupleAssignments(file.Root).Count(),
        ["namespace-beside-folder"] = file => Declarations.NamespacesBesideFolder(file).Count(),
    };

    /// <summary>Reads the counts that are allowed.</summary>
    /// <param name="repository">Root of the repository.</param>
    public static IReadOnlyDictionary<(string Rule, string Project), int> Read(string repository) =>
        System.IO.File.ReadLines(Path.Combine(repository, File))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(parts => (parts[0], parts[1]), parts => int.Parse(parts[2], CultureInfo.InvariantCulture));

    /// <summary>Counts what there is.</summary>
    /// <param name="files">All source files.</param>
    public static IReadOnlyDictionary<(string Rule, string Project), int> Count(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => Rules.Select(rule => (Rule: rule.Key, file.Project, Found: rule.Value(file))))
            .GroupBy(finding => (finding.Rule, finding.Project))
            .ToDictionary(group => group.Key, group => group.Sum(finding => finding.Found));

    /// <summary>Writes what there is, to be checked in after some of it has been removed.</summary>
    /// <param name="repository">Root of the repository.</param>
    public static void Write(string repository)
    {
        var lines = Count(SourceFile.ReadAll(repository)).Where(count => count.Value > 0)
            .OrderBy(count => count.Key)
            .Select(count => $"{count.Key.Rule} {count.Key.Project} {count.Value}");
        System.IO.File.WriteAllLines(
            Path.Combine(repository, File),
            lines.Prepend("# What is left of what the rules of PlainCodeTests refuse. Numbers go down, never up; see CONTRIBUTING.md."));
    }
}
