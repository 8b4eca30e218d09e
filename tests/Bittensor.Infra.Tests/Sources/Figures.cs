using System.Globalization;

namespace Bittensor.Infra.Tests.Sources;

/// <summary>Figures of the code's shape: how much there is, and how dense it is.</summary>
/// <param name="Name">Project, or a name for several.</param>
/// <param name="Files">Files.</param>
/// <param name="Lines">Lines, blank ones and comments included.</param>
/// <param name="SmallFiles">Files of at most 20 lines.</param>
/// <param name="Conditionals">Uses of <c>?:</c>.</param>
/// <param name="Nested">Uses of <c>?:</c> inside another one.</param>
/// <param name="LongBodies">Expression bodies of four lines and more.</param>
/// <param name="TupleAssignments">Assignments of several targets by tuple.</param>
/// <param name="Comments">Lines that are a comment and no documentation.</param>
public sealed record Figures(
    string Name, int Files, int Lines, int SmallFiles, int Conditionals, int Nested, int LongBodies, int TupleAssignments, int Comments)
{
    private const int SmallFile = 20, LongBody = 4;

    private static readonly string[] Headings =
        ["project", "files", "lines", "<= 20 lines", "?: a 1000", "nested", "bodies >= 4", "tuples", "comments"];

    /// <summary>Counts in several files.</summary>
    /// <param name="name">Name of the row.</param>
    /// <param name="files">The files.</param>
    public static Figures Of(string name, IReadOnlyCollection<SourceFile> files) => new(
        name,
        files.Count,
        files.Sum(file => file.Lines.Count),
        files.Count(file => file.Lines.Count <= SmallFile),
        files.Sum(file => PlainCode.Conditionals(file.Root).Count()),
        files.Sum(file => PlainCode.NestedConditionals(file.Root).Count()),
        files.Sum(file => PlainCode.LongBodies(file.Root, LongBody - 1).Count()),
        files.Sum(file => PlainCode.TupleAssignments(file.Root).Count()),
        files.Sum(file => file.Lines.Count(IsComment)));

    /// <summary>Prints a table with a row a project and one for all, and the numbers of projects below it.</summary>
    /// <param name="repository">Root of the repository.</param>
    /// <param name="output">Where to print.</param>
    public static void Print(string repository, TextWriter output)
    {
        var files = SourceFile.ReadAll(repository);
        var rows = files.GroupBy(file => file.Project).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, [.. group]));
        Row(output, Headings);
        foreach (var row in rows.Append(Of("all", files)))
        {
            Row(output, row.Cells());
        }

        output.WriteLine();
        output.WriteLine($"Libraries in src/: {ProjectsIn(repository, "src")}");
        output.WriteLine($"Projects in src/tools/: {ProjectsIn(repository, "src", "tools")}");
        output.WriteLine($"Apps in functions/: {ProjectsIn(repository, "functions")}");
        output.WriteLine($"Test projects: {Directory.GetDirectories(Path.Combine(repository, "tests"), "*.Tests").Count(HasProject)}");
    }

    private static int ProjectsIn(params string[] path) => Directory.GetDirectories(Path.Combine(path)).Count(HasProject);

    private static bool HasProject(string folder) => Directory.EnumerateFiles(folder, "*.csproj").Any();

    private static bool IsComment(string line)
    {
        var text = line.AsSpan().TrimStart();
        return text.StartsWith("//") && !text.StartsWith("///");
    }

    private static void Row(TextWriter output, string[] cells)
    {
        var numbers = cells[1..].Select(cell => cell.PadLeft(12));
        output.WriteLine(cells[0].PadRight(32) + string.Concat(numbers));
    }

    private string[] Cells() =>
    [
        Name,
        Text(Files),
        Text(Lines),
        Text(100.0 * SmallFiles / Files) + " %",
        ThousandLines(Conditionals),
        ThousandLines(Nested),
        ThousandLines(LongBodies),
        ThousandLines(TupleAssignments),
        Text(100.0 * Comments / Lines) + " %",
    ];

    private string ThousandLines(int count) => Text(1000.0 * count / Lines);

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
