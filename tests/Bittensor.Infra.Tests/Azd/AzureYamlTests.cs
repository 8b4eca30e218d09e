using System.Text.Json.Nodes;
using Bittensor.Deployment;
using Bittensor.Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Bittensor.Infra.Tests.Azd;

/// <summary>azure.yaml names what is there.</summary>
public class AzureYamlTests(TemplatesFixture templates)
{
    private static readonly YamlNode Project = Yaml.Read("azure.yaml");

    [Fact]
    public void Services_Files_AreThere() => Assert.All(
        Project.Map("services"),
        service =>
        {
            var folder = Repository.PathOf(service.Node.Text("project"));
            Assert.True(File.Exists(Path.Combine(folder, service.Node.Text("docker/path"))));
            Assert.Equal(Path.GetFullPath(Repository.Root), Path.GetFullPath(Path.Combine(folder, service.Node.Text("docker/context"))) + Path.DirectorySeparatorChar);
        });

    [Fact]
    public void Services_App_IsThatOfTheirProject() => Assert.All(
        Project.Map("services"),
        service => Assert.Equal(
            $"APP={service.Node.Text("project").Split('.')[^1]}", ((YamlScalarNode)Assert.Single(service.Node.List("docker/buildArgs"))).Value));

    [Fact]
    public void Services_Images_AreBuiltInTheRegistry() => Assert.All(
        Project.Map("services"),
        service =>
        {
            Assert.Equal("containerapp", service.Node.Text("host"));
            Assert.Equal("true", service.Node.Text("docker/remoteBuild"));
        });

    [Fact] // azd deploys infra/SERVICE.bicepparam with the image that it has just built
    public void Services_Parameters_TakeTheImageThatAzdBuilt() => Assert.All(
        Project.Map("services"),
        service => Assert.Contains(
            $"readEnvironmentVariable('SERVICE_{service.Name.Replace('-', '_').ToUpperInvariant()}_IMAGE_NAME'",
            Repository.Read($"{Project.Text("infra/path")}/{service.Name}.bicepparam"),
            StringComparison.Ordinal));

    [Fact]
    public void Infra_Module_IsThere() =>
        Assert.True(File.Exists(Repository.PathOf($"{Project.Text("infra/path")}/{Project.Text("infra/module")}.bicepparam")));

    [Fact]
    public void Conditions_Variables_AreOutputs() => Assert.All(
        Project.Map("services").Select(service => service.Node.Text("condition")).Where(condition => condition.Length > 0),
        condition => Assert.Contains(condition["${".Length..condition.IndexOf(":-", StringComparison.Ordinal)], Outputs()));

    [Fact]
    public void Parameters_Variables_AreOutputsOrTheUsers() => Assert.All(
        Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicepparam").SelectMany(file => VariablesOf(File.ReadAllText(file))),
        name => Assert.True(
            Outputs().Contains(name) || name.StartsWith("SERVICE_", StringComparison.Ordinal) || IsDocumented(name),
            $"{name} is neither an output of the templates nor explained in infra/README.md."));

    [Fact]
    public void Hooks_Variables_AreOutputs() => Assert.All(
        (string[])
        [
            DeploymentSettings.ModelStorageName, DeploymentSettings.NetworkStorageName, DeploymentSettings.KeyVaultName,
            DeploymentSettings.AxonModels, DeploymentSettings.AxonRegistrations, DeploymentSettings.ValidatorUrl,
        ],
        name => Assert.Contains(name, Outputs()));

    [Fact]
    public void Hooks_Commands_AreThoseOfTheProgramOnEverySystem() => Assert.All(
        Project.Map("hooks"),
        hook =>
        {
            Assert.Equal(hook.Node.Text("posix/run"), hook.Node.Text("windows/run"));
            var command = hook.Node.Text("posix/run").Split(' ');
            Assert.Equal(["dotnet", "run", "--project", "src/tools/Bittensor.Deployment", "--"], command[..^1]);
            Assert.Contains($"new Command(\"{command[^1]}\"", Repository.Read("src/tools/Bittensor.Deployment/Program.cs"), StringComparison.Ordinal);
        });

    [Fact] // the places that the program fills are those that the apps read
    public void Hooks_Places_AreThoseOfTheTemplates()
    {
        var containers = templates.Platform.Of("Microsoft.Storage/storageAccounts/blobServices/containers").Select(container => container.Text("name").LastSegment()).ToList();
        Assert.Contains(Deployment.Deployment.ModelContainer, containers);
        Assert.Contains(Deployment.Deployment.TextContainer, containers);
        var validator = Assert.Single(templates.Validator.Apps);
        Assert.Contains(AdminKey.SecretName, Assert.Single(validator.List("properties/configuration/secrets")).Text("keyVaultUrl"), StringComparison.Ordinal);
        Assert.Equal(
            Deployment.Deployment.TextContainer,
            validator.Container().List("env").Single(variable => variable.Text("name") == "Tasks__Container").Text("value"));
        Assert.All(templates.Axons, app => Assert.StartsWith(
            Deployment.Deployment.ModelContainer + "/",
            app.Container().List("env").Single(variable => variable.Text("name") == "Model__Source").Text("value"),
            StringComparison.Ordinal));
    }

    /// <summary>What azd knows after a deployment.</summary>
    private HashSet<string> Outputs() =>
    [
        .. ((string[])["main", "axons", "validator"])
            .SelectMany(template => JsonNode.Parse(templates.Compiled(template))!["outputs"]?.AsObject().Select(output => output.Key) ?? []),
    ];

    private static bool IsDocumented(string name) => Repository.Read("infra/README.md").Contains($"`{name}`", StringComparison.Ordinal);

    private static IEnumerable<string> VariablesOf(string parameters) => parameters
        .Split("readEnvironmentVariable('")[1..].Select(rest => rest[..rest.IndexOf('\'', StringComparison.Ordinal)]);
}
