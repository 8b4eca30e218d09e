using System.Xml.Linq;
using Bittensor.Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Bittensor.Infra.Tests.Workflows;

public class CiTests
{
    private const string Path = ".github/workflows/ci.yml";

    private static readonly YamlNode Workflow = Yaml.Read(Path);

    [Fact]
    public void Secrets_InTheWorkflow_AreNone() => Assert.DoesNotContain("secrets.", Repository.Read(Path), StringComparison.Ordinal);

    [Fact]
    public void Permissions_ByDefault_AreToRead()
    {
        var (name, node) = Assert.Single(Workflow.Map("permissions"));
        Assert.Equal(("contents", "read"), (name, ((YamlScalarNode)node).Value));
    }

    [Fact] // a token of the job's own in exchange for one of Azure: nowhere else
    public void Jobs_IdToken_IsForThoseThatLogIn() => Assert.All(
        Workflow.Map("jobs"),
        job => Assert.Equal(Uses(job.Node, "azure/login"), job.Node.Text("permissions/id-token") == "write"));

    [Fact]
    public void Logins_Ids_AreVariables() => Assert.All(
        Workflow.Map("jobs").SelectMany(job => job.Node.List("steps")).Where(step => step.Text("uses").StartsWith("azure/login@", StringComparison.Ordinal)),
        step => Assert.All(step.Map("with"), value => Assert.StartsWith("${{ vars.AZURE_", ((YamlScalarNode)value.Node).Value, StringComparison.Ordinal)));

    [Fact]
    public void WhatIf_Condition_IsAPullRequestOfThisRepository()
    {
        var condition = Workflow.Text("jobs/what-if/if");
        Assert.Contains("github.event_name == 'pull_request'", condition, StringComparison.Ordinal);
        Assert.Contains("github.event.pull_request.head.repo.full_name == github.repository", condition, StringComparison.Ordinal);
        Assert.Contains("what-if", string.Join('\n', Commands("what-if")), StringComparison.Ordinal);
    }

    [Fact]
    public void Deploy_Condition_IsAPushToMainThatPassedAllChecks()
    {
        Assert.Contains("github.event_name == 'push'", Workflow.Text("jobs/deploy/if"), StringComparison.Ordinal);
        Assert.Equal("main", ((YamlScalarNode)Assert.Single(Workflow.List("on/push/branches"))).Value);
        Assert.Equal(["bicep", "gpu-flavour", "host-contract", "test"], Workflow.List("jobs/deploy/needs").Select(need => ((YamlScalarNode)need).Value!).Order());
        Assert.Equal("production", Workflow.Text("jobs/deploy/environment"));
    }

    [Fact]
    public void Test_Commands_AreTheRepositorysOwn() => Assert.Contains("bash .ci/run", Commands("test"));

    [Fact] // what the test job leaves out: it takes hundreds of megabytes of packages
    public void GpuFlavour_Publish_IsTested() => Assert.Equal("1", Workflow.Text("jobs/gpu-flavour/env/BITTENSOR_GPU_FLAVOUR"));

    [Fact]
    public void Bicep_Version_IsThatOfThePackage()
    {
        var versions = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => ((string)package.Attribute("Include")!).StartsWith("Azure.Bicep.CommandLine.", StringComparison.Ordinal))
            .Select(package => (string)package.Attribute("Version")!).Distinct();
        var version = Assert.Single(versions);
        var installs = Workflow.Map("jobs").SelectMany(job => Commands(job.Name)).Where(command => command.StartsWith("az bicep install", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(installs);
        Assert.All(installs, install => Assert.EndsWith($"--version v{version}", install, StringComparison.Ordinal));
    }

    [Fact]
    public void Jobs_Time_IsLimited() => Assert.All(
        Workflow.Map("jobs"), job => Assert.InRange(int.Parse(job.Node.Text("timeout-minutes")), 1, 120));

    private static bool Uses(YamlNode job, string action) =>
        job.List("steps").Any(step => step.Text("uses").StartsWith(action + "@", StringComparison.Ordinal));

    private static List<string> Commands(string job) =>
        [.. Workflow.List($"jobs/{job}/steps").Select(step => step.Text("run")).Where(run => run.Length > 0)];
}
