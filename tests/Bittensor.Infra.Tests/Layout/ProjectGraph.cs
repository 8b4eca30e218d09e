using System.Xml.Linq;
using Bittensor.Infra.Tests.Sources;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Layout;

/// <summary>The projects under src/ and functions/ with what their project files refer to.</summary>
internal sealed class ProjectGraph
{
    private static readonly string[] Tops = ["src", "functions"];

    private readonly Dictionary<string, Project> _projects = Tops
        .SelectMany(top => Directory.EnumerateFiles(Repository.PathOf(top), "*.csproj", SearchOption.AllDirectories))
        .Where(path => SourceFile.IsWritten(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))) // the worker's SDK writes one
        .Select(Read)
        .ToDictionary(project => project.Name);

    public static ProjectGraph Instance { get; } = new();

    public IEnumerable<Project> All => _projects.Values;

    public bool Has(string name) => _projects.ContainsKey(name);

    /// <summary>Finds every project that one refers to, over any number of others.</summary>
    public HashSet<string> Reachable(string name)
    {
        var found = new HashSet<string>();
        var next = new Stack<string>([name]);
        while (next.TryPop(out var current))
        {
            foreach (var reference in _projects[current].References.Where(found.Add))
            {
                next.Push(reference);
            }
        }

        return found;
    }

    private static Project Read(string path)
    {
        var file = XDocument.Load(path);
        // a project that is built first and not referred to runs as a process of its own
        var references = file.Descendants("ProjectReference").Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false");
        return new(
            Path.GetFileNameWithoutExtension(path),
            Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!).Replace('\\', '/'),
            [.. references.Select(Include).Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. file.Descendants("PackageReference").Select(Include)]);
    }

    private static string Include(XElement reference) => (string)reference.Attribute("Include")!;
}

/// <summary>A project file.</summary>
/// <param name="Name">Name of the project.</param>
/// <param name="Folder">Its folder, relative to the repository.</param>
/// <param name="References">Names of the projects it refers to.</param>
/// <param name="Packages">Names of the packages it refers to.</param>
internal sealed record Project(string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Packages);
