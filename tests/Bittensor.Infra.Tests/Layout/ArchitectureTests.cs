using System.Text.RegularExpressions;
using Bittensor.Infra.Tests.Sources;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Layout;

/// <summary>docs/architecture.md names what is there.</summary>
public partial class ArchitectureTests
{
    private static readonly string Text = Repository.Read("docs/architecture.md");

    [Fact]
    public void Types_OfTheWalks_Exist()
    {
        var walks = Text[Text.IndexOf("## A TextCausalLMNext", StringComparison.Ordinal)..Text.IndexOf("## Decisions", StringComparison.Ordinal)];
        var named = TypeNames().Matches(walks).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(SourceTree.Files.SelectMany(Declarations.TopTypes)));
    }

    [Theory]
    [InlineData("README.md", "docs/architecture.md")]
    [InlineData("README.md", "CONTRIBUTING.md")]
    [InlineData("CONTRIBUTING.md", "docs/architecture.md")]
    public void Pages_ForNewcomers_AreLinked(string from, string to)
    {
        Assert.True(File.Exists(Repository.PathOf(to)));
        Assert.Contains($"]({to})", Repository.Read(from), StringComparison.Ordinal);
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]+)`")]
    private static partial Regex TypeNames();
}
