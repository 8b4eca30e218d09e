using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Images;

/// <summary>What can be said of the images without an engine that builds them.</summary>
public partial class ImageTests(TemplatesFixture templates)
{
    private const string Cpu = "functions/Dockerfile", Gpu = "functions/Dockerfile.gpu";

    private static readonly IgnoreFile Ignored = new();

    public static TheoryData<string> Files => [Cpu, Gpu];

    [Fact]
    public void Files_OfTheRepository_AreOneAFlavour()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("functions"), "Dockerfile*", SearchOption.AllDirectories);
        Assert.Equal([Cpu, Gpu], files.Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("functions/FunctionApp.props")]
    [InlineData("functions/Bittensor.Functions.Axon/packages.lock.json")]
    [InlineData("src/Bittensor.Hosting/Bittensor.Hosting.csproj")]
    [InlineData("Directory.Packages.props")]
    public void BuildContext_Sources_AreInIt(string path)
    {
        Assert.True(File.Exists(Repository.PathOf(path)));
        Assert.False(Ignored.Excludes(path));
    }

    [Theory]
    [InlineData("src/tools/Bittensor.SampleModels/models/small/model.onnx")]
    [InlineData("src/tools/Bittensor.LocalHost/Program.cs")]
    [InlineData("functions/Bittensor.Functions.Axon/local.settings.json")]
    [InlineData("functions/Bittensor.Functions.Axon/bin/Debug/net10.0/x.dll")]
    [InlineData(".git/config")]
    public void BuildContext_WhatNoImageNeeds_IsLeftOut(string path) => Assert.True(Ignored.Excludes(path));

    [Theory]
    [MemberData(nameof(Files))]
    public void Bases_Versions_AreThoseOfTheBuild(string path)
    {
        var text = Repository.Read(path);
        var framework = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("TargetFramework").Single().Value;
        var host = XDocument.Parse(Repository.Read("functions/FunctionApp.props")).Descendants("AzureFunctionsVersion").Single().Value;
        Assert.Contains($"ARG DOTNET_VERSION={framework["net".Length..]}\n", text, StringComparison.Ordinal);
        Assert.Contains($"ARG FUNCTIONS_VERSION={host["v".Length..]}\n", text, StringComparison.Ordinal);
        Assert.All(Bases().Matches(text), from => Assert.Contains(":${", from.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void GpuImage_Libraries_AreThoseOfCuda13AndCudnn9()
    {
        var text = Repository.Read(Gpu);
        Assert.Contains("ENV OnnxRuntime=Gpu", text, StringComparison.Ordinal);
        Assert.Contains("ARG CUDA_VERSION=13.", text, StringComparison.Ordinal);
        Assert.Contains("LD_LIBRARY_PATH=/usr/local/cuda/lib64", text, StringComparison.Ordinal);
        Assert.All(
            (string[])["libcublas.so.13", "libcublasLt.so.13", "libcudart.so.13", "libcurand.so.10", "libcudnn*.so.9"], // as the provider is linked
            library => Assert.Contains(library, text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Image_User_IsNotRoot(string path) => Assert.EndsWith("\nUSER $APP_UID\n", Repository.Read(path), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void Image_Port_IsThatOfTheIngress(string path)
    {
        Assert.Contains("ASPNETCORE_URLS=http://+:8080", Repository.Read(path), StringComparison.Ordinal);
        Assert.All(templates.Apps, app => Assert.Equal(8080, app.Number("properties/configuration/ingress/targetPort")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Image_WrittenFolders_AreTheUsers(string path)
    {
        var owned = Owned().Match(Repository.Read(path)).Groups[1].Value.Split(' ');
        Assert.DoesNotContain("/home/site/wwwroot", owned);
        Assert.Contains(templates.CpuAxons.Apps[0].Container().List("volumeMounts")[0].Text("mountPath"), owned);
    }

    [Fact] // the host would send every look at an empty queue as a span
    public void Host_Destinations_AreNone() => Assert.All(templates.Apps, app =>
    {
        var names = app.Container().List("env").Select(variable => variable.Text("name")).ToList();
        Assert.DoesNotContain("APPLICATIONINSIGHTS_CONNECTION_STRING", names);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", names);
        Assert.Contains("Telemetry__ApplicationInsights", names);
        Assert.Contains("OTEL_SERVICE_NAME", names);
    });

    [Fact] // two .NET processes share a container: host and worker
    public void Heaps_OfHostAndWorker_FitTheContainerTogether() => Assert.All(templates.Apps, app =>
    {
        var limit = app.Container().List("env").Single(variable => variable.Text("name") == "DOTNET_GCHeapHardLimitPercent").Text("value");
        Assert.InRange(2 * Convert.ToInt32(limit, 16), 1, 85); // hexadecimal; the rest is for what is not on a heap
    });

    [GeneratedRegex("^FROM .*$", RegexOptions.Multiline)]
    private static partial Regex Bases();

    [GeneratedRegex(@"chown \$APP_UID (.*)$", RegexOptions.Multiline)]
    private static partial Regex Owned();
}
