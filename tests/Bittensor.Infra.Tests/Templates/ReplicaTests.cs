using System.Globalization;
using System.Text.Json.Nodes;
using Bittensor.Infra.Tests.Support;
using Bittensor.Storage.Queues;

namespace Bittensor.Infra.Tests.Templates;

/// <summary>What a replica runs on, and how many there are.</summary>
public class ReplicaTests(TemplatesFixture templates)
{
    // What the profiles give to a replica, by Container Apps' documentation: vCPUs, GiB.
    private static readonly Dictionary<string, (int Cpu, int Memory)> Sizes = new()
    {
        ["Consumption"] = (4, 8),
        ["Consumption-GPU-NC8as-T4"] = (8, 56),
        ["Consumption-GPU-NC24-A100"] = (24, 220),
    };

    [Fact]
    public void Apps_Profile_IsOneOfTheEnvironment()
    {
        var profiles = ProfilesOf(templates.Platform);
        Assert.All(templates.Apps, app => Assert.Contains(app.Text("properties/workloadProfileName"), profiles.Keys));
    }

    [Fact]
    public void Apps_Size_FitsTheProfile()
    {
        var profiles = ProfilesOf(templates.Platform);
        Assert.All(templates.Apps, app =>
        {
            var (cpu, memory) = Sizes[profiles[app.Text("properties/workloadProfileName")]];
            Assert.InRange(Cpu(app), 0.25m, cpu);
            Assert.InRange(Memory(app), 0.5m, memory);
        });
    }

    [Fact] // of the consumption profile: memory in GiB is twice the number of vCPUs
    public void Apps_SizeWithoutGpu_IsACombinationThatThereIs() => Assert.All(
        (IEnumerable<JsonNode>)[.. templates.CpuAxons.Apps, .. templates.Validator.Apps],
        app => Assert.Equal(2 * Cpu(app), Memory(app)));

    [Theory]
    [InlineData("T4", "Consumption-GPU-NC8as-T4")]
    [InlineData("A100", "Consumption-GPU-NC24-A100")]
    public async Task Axon_WithGpu_RunsOnItsProfile(string gpu, string expected)
    {
        using var folder = new TemplateFolder();
        await WriteAxonsAsync(folder, gpu);
        var profiles = ProfilesOf(await folder.PredictAsync("main"));
        var app = Assert.Single((await folder.PredictAsync("axon-gpu")).Apps);
        Assert.Equal(expected, profiles[app.Text("properties/workloadProfileName")]);
        Assert.Equal("registry.azurecr.io/axon-gpu:1", app.Container().Text("image"));
        Assert.Empty((await folder.PredictAsync("axon")).Apps);
    }

    [Fact]
    public async Task Platform_AxonsWithoutGpu_HasNoGpuProfileAndNoGpuAlert()
    {
        using var folder = new TemplateFolder();
        await WriteAxonsAsync(folder, "none");
        var platform = await folder.PredictAsync("main");
        Assert.Equal(["Consumption"], ProfilesOf(platform).Values);
        Assert.False((bool)platform.Outputs["DEPLOY_AXON_GPU"]!);
        Assert.True((bool)platform.Outputs["DEPLOY_AXON"]!);
        Assert.DoesNotContain(platform.Of("Microsoft.Insights/scheduledQueryRules"), rule => rule.Text("name") == "gpu-time");
    }

    [Fact]
    public void Axons_Scale_GoesToZeroAndCountsRequests() => Assert.All(
        templates.Axons,
        app =>
        {
            Assert.Equal(0, app.Number("properties/template/scale/minReplicas"));
            var rule = Assert.Single(app.List("properties/template/scale/rules"));
            Assert.InRange(int.Parse(rule.Text("http/metadata/concurrentRequests")), 1, 1000);
        });

    [Fact] // its timer fires in a running host only
    public void Validator_Scale_KeepsOneReplicaAndWatchesTheQueue()
    {
        var app = Assert.Single(templates.Validator.Apps);
        Assert.True(app.Number("properties/template/scale/minReplicas") >= 1);
        var rule = Assert.Single(app.List("properties/template/scale/rules"))["custom"]!;
        Assert.Equal("azure-queue", rule.Text("type"));
        Assert.Equal(QueueNames.QueryAxon, rule.Text("metadata/queueName"));
        Assert.EndsWith("userAssignedIdentities/validator", rule.Text("identity"), StringComparison.Ordinal);
        var host = JsonNode.Parse(Repository.Read("functions/Bittensor.Functions.Validator/host.json"))!;
        Assert.Equal(host.Number("extensions/queues/batchSize"), int.Parse(rule.Text("metadata/queueLength")));
    }

    [Fact] // rules are refused otherwise
    public void Apps_Scale_OverridesTheHostsOwnRules() => Assert.All(
        templates.Apps, app => Assert.True((bool)app.At("properties/template/scale/allowScalingRuleOverride")!));

    [Fact]
    public void Apps_Kind_IsFunctionApp() => Assert.All(templates.Apps, app => Assert.Equal("functionapp", app.Text("kind")));

    [Fact]
    public void Axons_Cache_OutlivesTheContainer() => Assert.All(
        templates.Axons,
        app =>
        {
            var mount = Assert.Single(app.Container().List("volumeMounts"));
            var volume = Assert.Single(app.List("properties/template/volumes"));
            Assert.Equal(volume.Text("name"), mount.Text("volumeName"));
            Assert.Equal("EmptyDir", volume.Text("storageType"));
            Assert.Equal(
                mount.Text("mountPath"), app.Container().List("env").Single(setting => setting.Text("name") == "Model__Cache").Text("value"));
        });

    private static decimal Cpu(JsonNode app) => (decimal)app.Container().At("resources/cpu")!;

    private static decimal Memory(JsonNode app) =>
        decimal.Parse(app.Container().Text("resources/memory").Replace("Gi", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static Task WriteAxonsAsync(TemplateFolder folder, string gpu) => File.WriteAllTextAsync(
        Path.Combine(folder.Path, "axons.json"),
        $$"""[{"name": "one", "model": "small", "gpu": "{{gpu}}", "minReplicas": 0, "maxReplicas": 1}]""",
        TestContext.Current.CancellationToken);

    private static Dictionary<string, string> ProfilesOf(Prediction platform) => Assert
        .Single(platform.Of("Microsoft.App/managedEnvironments"))
        .List("properties/workloadProfiles")
        .ToDictionary(profile => profile.Text("name"), profile => profile.Text("workloadProfileType"));
}
