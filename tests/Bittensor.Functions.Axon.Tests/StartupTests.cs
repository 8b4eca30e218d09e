using System.Collections.Concurrent;
using Bittensor.Testing;

namespace Bittensor.Functions.Axon.Tests;

public class StartupTests
{
    [Fact]
    public async Task Start_SeveralBadSettings_AllAreReported()
    {
        var settings = AxonProcess.Settings();
        settings["Axon__MaxBodyBytes"] = "5";
        settings["Axon__Hotkey"] = "not an address";
        settings["Axon__MaxGeneratedRows"] = "0";
        settings["Model__QueueLimit"] = "0";
        var output = await FailAsync(settings);
        Assert.All(["MaxBodyBytes", "Hotkey", "MaxGeneratedRows", "QueueLimit"], name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_NoModelFolder_SaysWhatIsMissing()
    {
        var settings = AxonProcess.Settings();
        settings["Model__Folder"] = Path.Combine(AppContext.BaseDirectory, "no-such-model");
        Assert.Contains("no-such-model", await FailAsync(settings), StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(Dictionary<string, string> settings)
    {
        settings["LocalWorker__Port"] = $"{FreePort.Next()}";
        var lines = new ConcurrentQueue<string>();
        using var process = AxonProcess.Start(settings, lines.Enqueue);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
        return string.Join('\n', lines);
    }
}
