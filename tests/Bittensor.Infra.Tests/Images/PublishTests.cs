using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Images;

/// <summary>Runs the commands of the build stages over a build context as an engine would make it, in the flavour that needs no
/// packages of Azure's worker.</summary>
public sealed class PublishTests : IDisposable
{
    private static readonly IgnoreFile Ignored = new();

    private static readonly Dictionary<string, string> LocalFlavour = new()
    {
        ["FunctionsWorker"] = "Local",
        ["OnnxRuntime"] = "Cpu",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["RunAnalyzers"] = "false", // the repository's own build runs them
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("publish-").FullName;

    [Fact] // both apps in one context: what they share is built once
    public async Task Commands_OfBothApps_PublishThem()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
            "The commands are for Linux on x64; elsewhere the SDK would have to download what it needs for that.");
        CopyFolder("src/Bittensor.LocalWorker"); // only this flavour has it
        foreach (var path in (string[])["functions/Bittensor.Functions.Axon/Dockerfile", "functions/Bittensor.Functions.Validator/Dockerfile"])
        {
            var file = new Dockerfile(path);
            await RunAsync(file);
            var app = Path.Combine(_folder, "app", file.App);
            Assert.All(
                (string[])["host.json", $"{file.App}.dll", $"{file.App}.deps.json", $"{file.App}.runtimeconfig.json"],
                name => Assert.True(File.Exists(Path.Combine(app, name)), $"{name} of {file.App} is missing."));
            Assert.False(File.Exists(Path.Combine(app, "local.settings.json")));
            Assert.All(
                ProjectGraph.Of(file.App),
                project => Assert.True(File.Exists(Path.Combine(app, Path.GetFileNameWithoutExtension(project) + ".dll")), $"{project} is missing."));
            var host = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(app, "host.json"), TestContext.Current.CancellationToken))!;
            Assert.Equal("2.0", host.Text("version"));
        }

        Assert.True(File.Exists(Path.Combine(_folder, "app", "Bittensor.Functions.Axon", "libonnxruntime.so")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "app"), "onnxruntime*.dll", SearchOption.AllDirectories)); // of another system
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RunAsync(Dockerfile file)
    {
        foreach (var instruction in file.Build.Instructions)
        {
            if (instruction.Name == "COPY")
            {
                foreach (var source in instruction.Arguments.Split(' ')[..^1])
                {
                    CopyFolder(source);
                }
            }
            else if (instruction.Name == "RUN")
            {
                var words = instruction.Arguments.Split(' ').Select(word => word == "/app" ? Path.Combine(_folder, "app", file.App) : word).ToArray();
                Assert.Equal("dotnet", words[0]);
                (await Tool.RunAsync("dotnet", [.. words[1..], "--verbosity", "quiet", "--nologo"], _folder, LocalFlavour)).Succeeded();
            }
        }
    }

    /// <summary>Copies a file or folder to where it is in the repository, without what the build context leaves out. (Each COPY of
    /// these files has such a target: another test sees to that.)</summary>
    private void CopyFolder(string source)
    {
        var from = Repository.PathOf(source);
        var files = File.Exists(from) ? [from] : Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
            if (!Ignored.Excludes(path) || (path.StartsWith("src/Bittensor.LocalWorker/", StringComparison.Ordinal) && !path.Contains("/obj/") && !path.Contains("/bin/")))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, path))!);
                File.Copy(file, Path.Combine(_folder, path), overwrite: true);
            }
        }
    }
}
