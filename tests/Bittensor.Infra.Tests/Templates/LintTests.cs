using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Templates;

public class LintTests
{
    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(Repository.PathOf("infra"), "*.bicep*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
        .Select(file => Path.GetRelativePath(Repository.PathOf("infra"), file))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Lint_EveryFile_FindsNothing(string file)
    {
        using var folder = new TemplateFolder();
        Assert.Empty(await folder.LintAsync(file));
    }

    [Fact] // or the rules of bicepconfig.json would not be those that lint applies
    public async Task Lint_UnusedParameter_IsFound()
    {
        using var folder = new TemplateFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "bad.bicep"), "param unused string", TestContext.Current.CancellationToken);
        Assert.Contains("Error no-unused-params", await folder.LintAsync("bad.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_AxonWithUnknownField_IsRefused()
    {
        using var folder = new TemplateFolder();
        const string axons = """[{"name": "a1", "model": "small", "gpu": "none", "minReplicas": 0, "maxReplicas": 1, "replicas": 1}]""";
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "axons.json"), axons, TestContext.Current.CancellationToken);
        Assert.Contains("replicas", await folder.LintAsync("main.bicepparam"), StringComparison.Ordinal);
    }
}
