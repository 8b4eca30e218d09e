using Bittensor.LocalWorker.Settings;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalWorker.Tests.Settings;

public class SettingResolverTests
{
    private static SettingResolver With(params (string Key, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());

    [Fact]
    public void Resolve_NamesInText_AreReplacedAndMissingOnesListed()
    {
        var resolved = With(("Prefix", "net"), ("A:B", "c")).Resolve("%Prefix%-%A__B%-%A:B%-%Gone%", out var missing);

        Assert.Equal("net-c-c-%Gone%", resolved);
        Assert.Equal(["Gone"], missing);
    }

    [Theory]
    [InlineData(null, "store")]
    [InlineData("AzureWebJobsStorage", "store")]
    [InlineData("Other", "prefixed")] // the prefixed name comes first
    [InlineData("Named", "named")]
    [InlineData("%Which%", "named")]
    [InlineData("Gone", null)]
    public void ConnectionString_Name_IsLookedUpAsTheHostDoes(string? name, string? expected) => Assert.Equal(expected, With(
        ("AzureWebJobsStorage", "store"), ("AzureWebJobsOther", "prefixed"), ("Other", "plain"), ("Which", "Named"),
        ("ConnectionStrings:Named", "named")).ConnectionString(name));
}
