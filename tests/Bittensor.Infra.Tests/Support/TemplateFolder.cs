using System.Text.Json.Nodes;

namespace Bittensor.Infra.Tests.Support;

/// <summary>A copy of infra/ that the compiler may write in, and in which a test may change the axons.</summary>
internal sealed class TemplateFolder : IDisposable
{
    /// <summary>What azd hands over between provisioning and deploying.</summary>
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_LOCATION"] = "swedencentral",
        ["AZURE_PRINCIPAL_ID"] = "33333333-3333-3333-3333-333333333333",
        ["AZURE_CONTAINER_REGISTRY_ENDPOINT"] = "registry.azurecr.io",
        ["SERVICE_AXON_IMAGE_NAME"] = "registry.azurecr.io/axon:1",
        ["SERVICE_AXON_GPU_IMAGE_NAME"] = "registry.azurecr.io/axon-gpu:1",
        ["SERVICE_VALIDATOR_IMAGE_NAME"] = "registry.azurecr.io/validator:1",
        ["ALERT_EMAILS"] = """["operator@example.org"]""",
    };

    /// <summary>Copies infra/.</summary>
    public TemplateFolder()
    {
        SkipWithoutCompiler();
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("infra"), "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Repository.PathOf("infra"), file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Path of the copy.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("infra-").FullName;

    /// <summary>Skips the test where this platform has no compiler.</summary>
    public static void SkipWithoutCompiler() =>
        Assert.SkipWhen(Repository.BicepCompiler is null, "There is no package of the Bicep compiler for this platform.");

    /// <summary>Compiles a template.</summary>
    /// <param name="template">Name without ending.</param>
    /// <returns>The template as Azure Resource Manager reads it.</returns>
    public async Task<string> CompileAsync(string template) => (await BicepAsync(["build", $"{template}.bicep", "--stdout"])).Succeeded().Output;

    /// <summary>Checks files by the rules of bicepconfig.json.</summary>
    /// <param name="pattern">Which, below the folder.</param>
    /// <returns>What was found, in words.</returns>
    public async Task<string> LintAsync(string pattern)
    {
        var result = await BicepAsync(["lint", "--pattern", pattern]);
        return (result.Output + result.Error).Trim();
    }

    /// <summary>Works out what a deployment would make, without Azure.</summary>
    /// <param name="parameters">Name of the .bicepparam file, without ending.</param>
    /// <param name="variables">Environment variables that the file reads, beside the usual ones.</param>
    public async Task<Prediction> PredictAsync(string parameters, IReadOnlyDictionary<string, string>? variables = null)
    {
        string[] group = parameters == "main" ? [] : ["--resource-group", "rg-test"]; // the platform makes its group
        var result = await BicepAsync(
            [
                "snapshot", $"{parameters}.bicepparam", "--mode", "overwrite", "--location", "swedencentral", .. group,
                "--subscription-id", "11111111-1111-1111-1111-111111111111", "--tenant-id", "22222222-2222-2222-2222-222222222222",
            ],
            variables);
        result.Succeeded();
        var snapshot = System.IO.Path.Combine(Path, $"{parameters}.snapshot.json");
        return new(JsonNode.Parse(await File.ReadAllTextAsync(snapshot))!);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    private Task<ToolResult> BicepAsync(string[] arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var all = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        return Tool.RunAsync(Repository.BicepCompiler!, arguments, Path, all);
    }
}
