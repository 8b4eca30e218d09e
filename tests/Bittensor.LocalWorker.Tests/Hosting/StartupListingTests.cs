using Bittensor.LocalWorker.Tests.Invocation;
using Bittensor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalWorker.Tests.Hosting;

public class StartupListingTests
{
    [Fact]
    public async Task Start_PortZero_PrintsFunctionsAndTheBoundAddress()
    {
        await using var app = await TestApp.StartAsync(
            [typeof(MiddlewareTests.Traced)], builder => builder.Services.AddSingleton(new MiddlewareTests.Trace()));
        var address = app.BaseAddress.ToString().TrimEnd('/');

        await Eventually.TrueAsync(() => app.Output.ToString().Contains("Listening on ", StringComparison.Ordinal));

        Assert.NotEqual(0, app.BaseAddress.Port);
        Assert.Equal($"  Traced: [ANY] {address}/api/Traced{Environment.NewLine}Listening on {address}{Environment.NewLine}", app.Output.ToString());
    }
}
