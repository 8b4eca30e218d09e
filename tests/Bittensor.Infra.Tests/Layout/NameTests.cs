using Bittensor.Infra.Tests.Sources;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Layout;

/// <summary>Names: of types, of namespaces, of log events, and of what may lie in an app.</summary>
public class NameTests
{
    /// <summary>Every project has its own: one class of log lines, one entry point.</summary>
    private static readonly string[] EachProjects = ["Log", "Program"];

    /// <summary>Names that still stand twice or more. The list must not grow; a name leaves it with its second type.</summary>
    private static readonly string[] StandTwice = ["AxonMetadata", "FirstTokens"];

    /// <summary>Files of the validator's app that are neither its program nor a trigger: its HTTP side and its registration. The list must
    /// not grow; it empties once they have a library.</summary>
    private static readonly string[] NoTriggers =
        ["AdminGate.cs", "JsonResults.cs", "Log.cs", "QueryNumber.cs", "StorageFaults.cs", "ValidatorServices.cs"];

    [Fact]
    public void Types_InSrcAndFunctions_StandOnce()
    {
        var names = SourceTree.Files
            .SelectMany(file => Declarations.TopTypes(file).Select(type => (Type: type, file.Project, Folder: string.Join('/', file.Folders))))
            .Distinct() // parts of one type
            .GroupBy(type => type.Type, type => type.Project)
            .Where(group => group.Count() > 1 && !EachProjects.Contains(group.Key) && !StandTwice.Contains(group.Key))
            .Select(group => $"{group.Key}: {string.Join(", ", group)}");
        Assert.Empty(names);
    }

    [Fact] // extension methods in them would appear in files that never asked for this library
    public void Namespaces_InSrcAndFunctions_AreNotMicrosofts()
    {
        var namespaces = SourceTree.Files.SelectMany(Declarations.Namespaces).ToList();
        Assert.NotEmpty(namespaces);
        Assert.All(namespaces, name => Assert.StartsWith("Bittensor.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void LogEvents_IdsOfAllProjects_StandOnce()
    {
        var events = SourceTree.Files.SelectMany(file => Declarations.EventIds(file).Select(id => (Id: id, file.Project))).ToList();
        Assert.NotEmpty(events);
        var twice = events.GroupBy(found => found.Id, found => found.Project).Where(group => group.Count() > 1);
        Assert.Empty(twice.Select(group => $"{group.Key}: {string.Join(", ", group)}"));
    }

    [Theory]
    [InlineData("Axon")]
    [InlineData("Validator")]
    public void Files_OfAnApp_AreProgramAndTriggers(string app)
    {
        var others = SourceTree.Files.Where(file => file.Project == $"Bittensor.Functions.{app}" && !IsProgramOrTrigger(file));
        Assert.Empty(others.Select(file => file.Path.Split('/')[^1]).Except(NoTriggers));
    }

    private static bool IsProgramOrTrigger(SourceFile file)
    {
        if (file.Path.EndsWith("/Program.cs", StringComparison.Ordinal))
        {
            return true;
        }

        return file.Lines.Any(line => line.TrimStart().StartsWith("[Function(", StringComparison.Ordinal));
    }
}
