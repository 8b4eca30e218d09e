using System.Diagnostics;
using Bittensor.LocalWorker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bittensor.LocalWorker.Tests.Hosting;

public class ParentWatchTests
{
    [Fact]
    public async Task Parent_Ends_TheAppStops()
    {
        // node waits for its standard input to end; it is there because Azurite needs it
        using var parent = Process.Start(new ProcessStartInfo("node", ["-e", "process.stdin.resume()"]) { RedirectStandardInput = true })!;
        await using var app = await TestApp.StartAsync(
            [], settings: new() { [LocalWorkerOptions.ParentSetting] = parent.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var stopped = app.Host.WaitForShutdownAsync(TestContext.Current.CancellationToken);
        Assert.False(app.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);

        parent.StandardInput.Close();

        await stopped.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.True(app.Logs.Contains("which started this app, is gone"));
    }
}
