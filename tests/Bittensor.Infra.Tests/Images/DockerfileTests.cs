using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Images;

/// <summary>What can be said of the images without building them.</summary>
public partial class DockerfileTests(TemplatesFixture templates)
{
    private const string Cpu = "functions/Bittensor.Functions.Axon/Dockerfile", Gpu = "functions/Bittensor.Functions.Axon/Dockerfile.gpu";

    private static readonly IgnoreFile Ignored = new();

    public static TheoryData<string> Files => [.. Dockerfile.All];

    [Fact]
    public void Images_Files_AreThree() =>
        Assert.Equal([Cpu, Gpu, "functions/Bittensor.Functions.Validator/Dockerfile"], Dockerfile.All);

    [Theory]
    [MemberData(nameof(Files))]
    public void Copy_Sources_AreInTheBuildContext(string path) => Assert.All(
        new Dockerfile(path).Stages.SelectMany(stage => stage.Copies).SelectMany(copy => copy[..^1]),
        source =>
        {
            Assert.True(Path.Exists(Repository.PathOf(source)), $"{source} does not exist.");
            Assert.False(Ignored.Excludes(source), $"{source} is left out by .dockerignore.");
        });

    [Theory]
    [MemberData(nameof(Files))]
    public void Stages_ButTheImage_AreCopiedFrom(string path)
    {
        var file = new Dockerfile(path);
        Assert.Null(file.Image.Name);
        Assert.Equal(
            file.Stages.SkipLast(1).Select(stage => stage.Name).Order(),
            file.Stages.SelectMany(stage => stage.CopiedStages).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Restore_Projects_AreThoseOfTheApp(string path)
    {
        var file = new Dockerfile(path);
        var restore = file.Build.Instructions.FindIndex(instruction => instruction.Arguments.StartsWith("dotnet restore", StringComparison.Ordinal));
        var copied = file.Build.Instructions[..restore].Where(instruction => instruction.Name == "COPY").Select(instruction => instruction.Arguments.Split(' '))
            .Where(copy => copy[0].EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Assert.Equal(ProjectGraph.Of(file.App), copied.Select(copy => copy[0]).Order(StringComparer.Ordinal));
        Assert.All(copied, copy => Assert.Equal(copy[0][..(copy[0].LastIndexOf('/') + 1)], copy[1])); // each where it belongs
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Sources_OfEveryProject_AreInTheBuildContext(string path) =>
        Assert.All(ProjectGraph.Of(new Dockerfile(path).App), project => Assert.False(Ignored.Excludes(project)));

    [Theory]
    [InlineData("src/Bittensor.SampleModels/models/small/model.onnx")]
    [InlineData("functions/Bittensor.Functions.Axon/local.settings.json")]
    [InlineData("functions/Bittensor.Functions.Axon/bin/Debug/net10.0/x.dll")]
    [InlineData(".git/config")]
    public void BuildContext_WhatNoImageNeeds_IsLeftOut(string path) => Assert.True(Ignored.Excludes(path));

    [Theory]
    [MemberData(nameof(Files))]
    public void Bases_Versions_AreArguments(string path)
    {
        var file = new Dockerfile(path);
        Assert.All(file.Stages, stage => Assert.Matches(@":\$\{\w+\}", stage.Base));
        var used = file.Stages.SelectMany(stage => Argument().Matches(stage.Base)).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(file.Arguments.Keys.Order(), used.Order());
    }

    [Theory] // one version of .NET and of the Functions host, wherever it is named
    [MemberData(nameof(Files))]
    public void Versions_OfDotNetAndHost_AreThoseOfTheBuild(string path)
    {
        var file = new Dockerfile(path);
        var framework = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("TargetFramework").Single().Value;
        var host = XDocument.Parse(Repository.Read("functions/FunctionApp.props")).Descendants("AzureFunctionsVersion").Single().Value;
        Assert.Equal(framework, $"net{file.Arguments["DOTNET_VERSION"]}");
        Assert.Equal(host, $"v{file.Arguments["FUNCTIONS_VERSION"]}");
        var sdk = System.Text.Json.Nodes.JsonNode.Parse(Repository.Read("global.json"))!.Text("sdk/version");
        Assert.StartsWith(file.Arguments["DOTNET_VERSION"] + ".", sdk, StringComparison.Ordinal);
    }

    [Fact] // the two differ in ONNX Runtime, and in what the package for the GPU brings for Windows
    public void GpuImage_BuildStage_IsThatOfTheCpuImage() => Assert.Equal(
        new Dockerfile(Cpu).Build.Instructions,
        new Dockerfile(Gpu).Build.Instructions.Select(instruction => instruction with
        {
            Arguments = instruction.Arguments
                .Replace("OnnxRuntime=Gpu", "OnnxRuntime=Cpu", StringComparison.Ordinal)
                .Replace(" && rm /app/onnxruntime*.dll", "", StringComparison.Ordinal),
        }));

    [Fact]
    public void GpuImage_Libraries_AreThoseOfCuda13AndCudnn9()
    {
        var file = new Dockerfile(Gpu);
        Assert.StartsWith("13.", file.Arguments["CUDA_VERSION"], StringComparison.Ordinal);
        var libraries = string.Join(' ', file.Stages.Single(stage => stage.Name == "cuda").Commands);
        Assert.All(
            (string[])["libcublas.so.13", "libcublasLt.so.13", "libcudart.so.13", "libcurand.so.10", "libcudnn*.so.9"], // as the provider is linked
            library => Assert.Contains(library, libraries, StringComparison.Ordinal));
        Assert.Contains("LD_LIBRARY_PATH=/usr/local/cuda/lib64", Environment(file), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Build_Flavour_IsAzures(string path) =>
        Assert.Contains(
            $"FunctionsWorker=Azure OnnxRuntime={(path.EndsWith(".gpu", StringComparison.Ordinal) ? "Gpu" : "Cpu")}",
            new Dockerfile(path).Build.Instructions.Single(instruction => instruction.Name == "ENV").Arguments,
            StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void Image_User_IsNotRoot(string path)
    {
        var last = new Dockerfile(path).Image.Instructions[^1]; // nothing is done as another user after it
        Assert.Equal(("USER", "$APP_UID"), (last.Name, last.Arguments));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Image_Port_IsThatOfTheIngress(string path)
    {
        var file = new Dockerfile(path);
        Assert.Contains("ASPNETCORE_URLS=http://+:8080", Environment(file), StringComparison.Ordinal);
        Assert.Equal("8080", file.Image.Instructions.Single(instruction => instruction.Name == "EXPOSE").Arguments);
        Assert.All(templates.Apps, app => Assert.Equal(8080, app.Number("properties/configuration/ingress/targetPort")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Image_WrittenFolders_AreTheUsers(string path)
    {
        var command = Assert.Single(new Dockerfile(path).Image.Commands);
        var made = command[..command.IndexOf("&&", StringComparison.Ordinal)].Split(' ').Where(word => word.StartsWith('/'));
        var owned = command[command.IndexOf("chown", StringComparison.Ordinal)..].Split(' ').Where(word => word.StartsWith('/')).ToList();
        Assert.All(made, folder => Assert.Contains(folder, owned));
        Assert.DoesNotContain("/home/site/wwwroot", owned);
        if (path.Contains("Axon", StringComparison.Ordinal))
        {
            Assert.Contains(templates.CpuAxons.Apps[0].Container().List("volumeMounts")[0].Text("mountPath"), owned);
        }
    }

    private static string Environment(Dockerfile file) => file.Image.Instructions.Single(instruction => instruction.Name == "ENV").Arguments;

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Argument();
}
