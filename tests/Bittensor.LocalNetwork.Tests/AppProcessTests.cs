using System.Diagnostics;
using Bittensor.LocalHost;
using Bittensor.LocalHost.Launching;

namespace Bittensor.LocalNetwork.Tests;

public sealed class AppProcessTests : IDisposable
{
    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("local-network-");
    private readonly HttpClient _http = new();

    [Fact]
    public async Task DisposeAsync_RunningAxon_LeavesNoProcess()
    {
        var model = SampleModels.SampleModels.Folder("nano");
        var app = AppProcess.StartApp("axon", AppPaths.Axon, new Dictionary<string, string> { ["Model__Folder"] = model }, _logs);
        await app.WaitUntilReadyAsync(_http, TestContext.Current.CancellationToken);
        var id = app.Id;

        await app.DisposeAsync();

        Assert.DoesNotContain(Process.GetProcesses(), process => process.Id == id);
    }

    [Fact]
    public async Task WaitUntilReadyAsync_AppThatCannotStart_SaysWhyAndWhereTheLogIs()
    {
        await using var app = AppProcess.StartApp(
            "axon", AppPaths.Axon, new Dictionary<string, string> { ["Model__BatchWindow"] = "rubbish", ["Model__Folder"] = "none" }, _logs);

        var error = await Assert.ThrowsAsync<LocalHostException>(() => app.WaitUntilReadyAsync(_http, TestContext.Current.CancellationToken));

        Assert.Contains("axon ended with code", error.Message, StringComparison.Ordinal);
        Assert.Contains(app.LogFile, error.Message, StringComparison.Ordinal);
        Assert.Contains("BatchWindow", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _logs.Delete(recursive: true);
    }
}
