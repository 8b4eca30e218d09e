namespace Bittensor.Axon.Tests;

public class StartupTests
{
    [Fact]
    public async Task Start_SeveralBadSettings_AllAreReported()
    {
        var output = await FailAsync(settings =>
        {
            settings["Axon__MaxBodyBytes"] = "5";
            settings["Axon__Hotkey"] = "not an address";
            settings["Axon__MaxGeneratedRows"] = "0";
            settings["Model__QueueLimit"] = "0";
        });
        Assert.All(["MaxBodyBytes", "Hotkey", "MaxGeneratedRows", "QueueLimit"], name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_NoModelFolder_SaysWhatIsMissing()
    {
        var output = await FailAsync(settings => settings["Model__Folder"] = Path.Combine(AppContext.BaseDirectory, "no-such-model"));
        Assert.Contains("no-such-model", output, StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(Action<Dictionary<string, string>> configure)
    {
        await using var axon = new AxonProcess { Configure = configure };
        return await axon.FailAsync();
    }
}
