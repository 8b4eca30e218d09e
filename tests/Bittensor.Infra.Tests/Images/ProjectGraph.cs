using System.Xml.Linq;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Images;

/// <summary>Which projects an app consists of when it is built for Azure.</summary>
internal static class ProjectGraph
{
    /// <summary>Project files, relative to the root, in ordinal order; the app's own included.</summary>
    public static IReadOnlyList<string> Of(string app)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Visit($"functions/{app}/{app}.csproj");
        return [.. found];

        void Visit(string project)
        {
            if (found.Add(project))
            {
                var folder = Path.GetDirectoryName(project)!;
                var files = project.StartsWith("functions/", StringComparison.Ordinal) ? (string[])[project, "functions/FunctionApp.props"] : [project];
                foreach (var reference in files.SelectMany(References))
                {
                    Visit(reference);
                }
            }
        }
    }

    private static IEnumerable<string> References(string file) =>
        from reference in XDocument.Parse(Repository.Read(file)).Descendants("ProjectReference")
        where !reference.AncestorsAndSelf().Any(IsOfTheLocalWorker)
        let path = ((string)reference.Attribute("Include")!).Replace('\\', '/').Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal)
        select Path.GetRelativePath(Repository.Root, Repository.PathOf(Path.Combine(Path.GetDirectoryName(file)!, path))).Replace('\\', '/');

    private static bool IsOfTheLocalWorker(XElement element) =>
        ((string?)element.Attribute("Condition"))?.Contains("'Local'", StringComparison.Ordinal) == true;
}
