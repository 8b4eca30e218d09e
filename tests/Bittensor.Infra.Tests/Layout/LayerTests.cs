namespace Bittensor.Infra.Tests.Layout;

/// <summary>Who may refer to whom: the engine knows tokens, the protocol knows synapses, the domain knows rounds, functions know triggers.
/// docs/architecture.md draws the same graph.</summary>
public class LayerTests
{
    private const string Functions = "Bittensor.Functions.";

    /// <summary>For each project, without the prefix, the projects it may refer to. What is not listed may not be referred to.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Protocol"] = [],
        ["Tokenization"] = [],
        ["Telemetry"] = [],
        ["Keys"] = [],
        ["ChatTemplates"] = [],
        ["Engine"] = ["Tokenization", "Telemetry"],
        ["Hosting"] = ["Telemetry"],
        ["Client"] = ["Protocol", "Telemetry", "Keys"],
        ["Axon"] = ["Protocol", "Engine", "Tokenization", "Telemetry", "Hosting", "Keys", "ChatTemplates"],
        ["Validation"] = ["Protocol", "Tokenization", "Client", "Telemetry", "Hosting", "Keys"],
        ["Storage"] = ["Validation", "Protocol", "Telemetry", "Hosting"],
        ["Functions.Axon"] = ["Axon", "Hosting", "Telemetry"],
        ["Functions.Validator"] = ["Validation", "Storage", "Client", "Protocol", "Hosting", "Telemetry"],
        ["LocalHost"] = [],
        ["SampleModels"] = [],
        ["LocalNetwork"] = ["LocalHost", "SampleModels", "Protocol", "Tokenization", "Validation", "Storage", "Client"],
        ["Deployment"] = ["SampleModels", "Client"],
        ["Experiments"] = ["LocalNetwork", "SampleModels", "Protocol", "Tokenization", "Engine", "Axon", "Validation"],
    };

    private static readonly string[] Tools = ["LocalHost", "LocalNetwork", "Deployment", "Experiments", "SampleModels"];

    private static ProjectGraph Graph => ProjectGraph.Instance;

    [Fact]
    public void Projects_OfTheTree_HaveARule() =>
        Assert.All(Graph.All, project => Assert.Contains(Short(project.Name), Allowed.Keys));

    [Fact]
    public void Projects_OfTheTree_LieWhereTheirKindDoes() => Assert.All(Graph.All, project => Assert.Equal(FolderOf(project.Name), project.Folder));

    [Fact]
    public void References_OfEachProject_AreAllowed()
    {
        var refused = Graph.All
            .SelectMany(project => project.References.Select(reference => (From: Short(project.Name), To: Short(reference))))
            .Where(pair => !Allowed[pair.From].Contains(pair.To))
            .Select(pair => $"{pair.From} -> {pair.To}");
        Assert.Empty(refused);
    }

    [Fact] // what the compiler would refuse too, were it one project that referred straight back
    public void References_OfAllProjects_RunInNoCircle() =>
        Assert.All(Graph.All, project => Assert.DoesNotContain(project.Name, Graph.Reachable(project.Name)));

    [Fact] // an axon's image carries no tables, no queues and no formulas of the validator
    public void AxonApp_EverythingItReaches_IsNoneOfTheValidators()
    {
        var reached = Graph.Reachable("Bittensor.Functions.Axon").Select(Short);
        Assert.Empty(reached.Intersect(["Validation", "Storage", "Client"]));
    }

    [Theory] // what computes needs no cloud
    [InlineData("Protocol")]
    [InlineData("Tokenization")]
    [InlineData("Engine")]
    [InlineData("Keys")]
    [InlineData("ChatTemplates")]
    public void Packages_OfWhatComputes_AreNotAzures(string name)
    {
        var project = Graph.All.Single(project => Short(project.Name) == name);
        Assert.DoesNotContain(project.Packages, package => package.Contains("Azure", StringComparison.Ordinal));
    }

    [Theory] // only Storage knows what a row or a message is made of
    [InlineData("Azure.Data.Tables")]
    [InlineData("Azure.Storage.Queues")]
    public void PackagesOfTables_Libraries_AreStoragesAlone(string package)
    {
        var users = Graph.All.Where(project => project.Folder == $"src/{project.Name}" && project.Packages.Contains(package));
        Assert.Equal("Bittensor.Storage", Assert.Single(users).Name);
    }

    private static string FolderOf(string project)
    {
        if (project.StartsWith(Functions, StringComparison.Ordinal))
        {
            return $"functions/{project}";
        }

        return Tools.Contains(Short(project)) ? $"src/tools/{project}" : $"src/{project}";
    }

    private static string Short(string project) => project["Bittensor.".Length..];
}
