using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Templates;

public class LintTests
{
    [Theory]
    [InlineData("**/*.bicep")]
    [InlineData("**/*.bicepparam")]
    public async Task Lint_EveryFile_FindsNothing(string pattern)
    {
        using var folder = new TemplateFolder();
        Assert.NotEmpty(Directory.EnumerateFiles(folder.Path, Path.GetFileName(pattern), SearchOption.AllDirectories));
        Assert.Empty(await folder.LintAsync(pattern));
    }

    [Fact] // or the rules of bicepconfig.json would not be those that lint applies
    public async Task Lint_UnusedParameterInModule_IsFound()
    {
        using var folder = new TemplateFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "modules", "bad.bicep"), "param unused string", TestContext.Current.CancellationToken);
        Assert.Contains("Error no-unused-params", await folder.LintAsync("**/bad.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_AxonWithUnknownField_IsRefused()
    {
        using var folder = new TemplateFolder();
        const string axons = """[{"name": "a1", "model": "small", "gpu": "none", "minReplicas": 0, "maxReplicas": 1, "replicas": 1}]""";
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "axons.json"), axons, TestContext.Current.CancellationToken);
        Assert.Contains("\"replicas\" is not allowed", await folder.LintAsync("main.bicepparam"), StringComparison.Ordinal);
    }
}
