using Azure;
using Bittensor.Deployment;
using Bittensor.Infra.Tests.DeploymentTool.Support;

namespace Bittensor.Infra.Tests.DeploymentTool;

public class PatienceTests
{
    [Fact]
    public async Task WhileForbidden_RoleArrivesLater_GivesTheResult()
    {
        var calls = 0;
        Assert.Equal(3, await RunAsync(() => ++calls < 3 ? throw new RequestFailedException(403, "no role") : Task.FromResult(calls)));
    }

    [Fact] // 5 minutes, 10 seconds apart
    public async Task WhileForbidden_RoleNeverArrives_Throws()
    {
        var calls = 0;
        await Assert.ThrowsAsync<RequestFailedException>(() => RunAsync(() => ++calls > 0 ? throw new RequestFailedException(403, "no role") : Task.FromResult(0)));
        Assert.Equal(31, calls);
    }

    [Fact]
    public async Task WhileForbidden_OtherFault_ThrowsAtOnce()
    {
        var calls = 0;
        await Assert.ThrowsAsync<RequestFailedException>(() => RunAsync(() => ++calls > 0 ? throw new RequestFailedException(404, "not there") : Task.FromResult(0)));
        Assert.Equal(1, calls);
    }

    private static Task<int> RunAsync(Func<Task<int>> call) =>
        new Patience(new AutoAdvancingTime(), TextWriter.Null).WhileForbiddenAsync(call, TestContext.Current.CancellationToken);
}
