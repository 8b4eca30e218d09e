using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bittensor.Infra.Tests.Support;
using Bittensor.LocalHost.Launching;
using Bittensor.Testing;

namespace Bittensor.Infra.Tests.Images;

/// <summary>Publishes the apps as their images do, from a build context as an engine would make it, and serves what comes out.</summary>
public sealed partial class PublishTests(AzuriteFixture azurite) : IDisposable
{
    /// <summary>Environment variable: also publish the flavour for a GPU, whose packages are some 700 MB.</summary>
    private const string GpuVariable = "BITTENSOR_GPU_FLAVOUR";

    private static readonly IgnoreFile Ignored = new();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("publish-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Axon")]
    [InlineData("Validator")]
    public void WorkerPackages_OfAnApp_AreOfOneVersion(string app)
    {
        var packages = JsonNode.Parse(Repository.Read($"functions/Bittensor.Functions.{app}/packages.lock.json"))!["dependencies"]!["net10.0"]!;
        string[] names = ["Microsoft.Azure.Functions.Worker", "Microsoft.Azure.Functions.Worker.Core", "Microsoft.Azure.Functions.Worker.Grpc"];
        Assert.Single(names.Select(name => packages[name]!["resolved"]!.GetValue<string>()).Distinct());
    }

    [Fact] // both apps in one context: what they share is built once
    public async Task Command_OfTheImage_PublishesAppsThatAnswer()
    {
        SkipElsewhere();
        CopyContext();
        using var http = new HttpClient();
        foreach (var (app, settings) in Apps())
        {
            var published = await PublishAsync("functions/Dockerfile", app);
            Assert.All(
                (string[])["host.json", "worker.config.json", "functions.metadata", "extensions.json", ".azurefunctions/function.deps.json"],
                file => Assert.True(File.Exists(Path.Combine(published, file)), $"{file} of {app} is missing."));
            Assert.False(File.Exists(Path.Combine(published, "local.settings.json")));
            Assert.Empty(Directory.EnumerateFiles(published, "onnxruntime*.dll", SearchOption.AllDirectories)); // of another system
            await using var host = AppProcess.StartApp(app, published, settings, _folder);
            await host.WaitUntilReadyAsync(http, Token);
        }
    }

    [Fact]
    public async Task Command_OfTheGpuImage_PublishesTheAxonWithCuda()
    {
        SkipElsewhere();
        Assert.SkipWhen(Environment.GetEnvironmentVariable(GpuVariable) is null, $"{GpuVariable} is not set.");
        CopyContext();
        var published = await PublishAsync("functions/Dockerfile.gpu", "Axon", ("OnnxRuntime", "Gpu"));
        Assert.True(File.Exists(Path.Combine(published, "libonnxruntime_providers_cuda.so")));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private (string App, Dictionary<string, string> Settings)[] Apps() =>
    [
        ("Axon", new() { ["Model__Folder"] = SampleModels.SampleModels.Folder("nano") }),
        ("Validator", new()
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["RoundSchedule"] = "0 0 0 1 1 *",
            ["Tasks__Folder"] = SampleModels.SampleModels.HeldOutTextFolder,
        }),
    ];

    private static void SkipElsewhere() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
        "The commands are for Linux on x64; elsewhere the SDK would have to download what it needs for that.");

    private async Task<string> PublishAsync(string dockerfile, string app, params (string Name, string Value)[] environment)
    {
        var command = Command().Match(Repository.Read(dockerfile)).Groups[1].Value.Replace("${APP}", app, StringComparison.Ordinal);
        var published = Path.Combine(_folder.FullName, "app", app);
        var variables = new Dictionary<string, string>
        {
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["RunAnalyzers"] = "false", // the repository's own build runs them
        };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        string[] arguments = [.. command.Split(' '), "--output", published, "--verbosity", "quiet", "--nologo"];
        (await Tool.RunAsync("dotnet", arguments, _folder.FullName, variables)).Succeeded();
        return published;
    }

    /// <summary>Copies what the build context has.</summary>
    private void CopyContext()
    {
        foreach (var top in (string[])["functions", "src", "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            var from = Repository.PathOf(top);
            foreach (var file in File.Exists(from) ? [from] : Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
                if (!Ignored.Excludes(path))
                {
                    var copy = Path.Combine(_folder.FullName, path);
                    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                    File.Copy(file, copy);
                }
            }
        }
    }

    [GeneratedRegex(@"RUN dotnet (publish .*) --output /app")]
    private static partial Regex Command();
}
