using Bittensor.LocalHost;
using Bittensor.LocalHost.Settings;

namespace Bittensor.HostContract.Tests.LocalHost;

public class SettingArgumentsTests
{
    [Theory]
    [InlineData("--Model:Folder", "/models/nano", "Model__Folder", "/models/nano")]
    [InlineData("--Model:Folder=/models/nano", null, "Model__Folder", "/models/nano")]
    [InlineData("--A:B:C=1=2", null, "A__B__C", "1=2")]
    [InlineData("--A:B=", null, "A__B", "")]
    public void Take_Setting_IsNamedAsTheEnvironmentNamesIt(string argument, string? next, string name, string value)
    {
        string[] arguments = next is null ? ["start", argument, "folder"] : ["start", argument, next, "folder"];
        var (settings, others) = SettingArguments.Take(arguments);
        Assert.Equal([KeyValuePair.Create(name, value)], settings);
        Assert.Equal(["start", "folder"], others);
    }

    [Fact]
    public void Take_OptionsAndPaths_AreLeft()
    {
        string[] arguments = ["start", "C:\\app", "--port", "0", "--stop-timeout", "00:00:05", "http://a:1"];
        var (settings, others) = SettingArguments.Take(arguments);
        Assert.Empty(settings);
        Assert.Equal(arguments, others);
    }

    [Fact]
    public void Take_SettingTwice_TheLastCountsWhateverItsCase() =>
        Assert.Equal("2", SettingArguments.Take(["--A:B=1", "--a:b=2"]).Settings["A__B"]);

    [Fact]
    public void Take_SettingWithoutValue_IsRefused()
    {
        var error = Assert.Throws<LocalHostException>(() => SettingArguments.Take(["start", "--Model:Folder"]));
        Assert.Contains("--Model:Folder", error.Message, StringComparison.Ordinal);
    }
}
