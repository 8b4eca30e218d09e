using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Bittensor.HostContract.Tests.Support;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Timers;

/// <summary>When timers fire.</summary>
public class TimerTests(SharedHosts hosts)
{
    [Theory]
    [OnEveryHost]
    public async Task EverySecond_RunningHost_FiresAtSecondsOfTheClock(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        var ticks = await contract.WaitForRowsAsync("EverySecond", count: 5);
        Assert.All(ticks, tick => Assert.False(tick.IsPastDue));
        var times = ticks.Select(tick => tick.At).Order().ToArray();
        Assert.True(times[^1] - times[0] > TimeSpan.FromSeconds(ticks.Count - 2)); // no two for one second
    }

    [Theory]
    [OnEveryHost]
    public async Task OnStartup_WhileTheHostRuns_HasFiredOnce(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        await contract.WaitForRowsAsync("OnStartup");
        await contract.WaitForRowsAsync("EverySecond", count: 5);
        Assert.Single(await contract.RowsAsync("OnStartup"));
    }

    [Theory]
    [OnEveryHost]
    public async Task BySetting_ScheduleInASetting_Fires(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        await contract.WaitForRowsAsync("BySetting", count: 2);
        Assert.Empty(await contract.RowsAsync("Monitored")); // the same app, once a year
    }

    [Theory]
    [OnEveryHost]
    public async Task Monitored_TickMissedWhileNoHostRan_IsMadeUpForAtTheNextStart(HostKind kind)
    {
        await using var contract = hosts.Create(kind);
        BlobClient status;
        await using (await contract.StartAsync())
        {
            status = await StatusBlobAsync(contract, "Monitored");
            await contract.WaitForRowsAsync("OnStartup");
        }

        // as if the host had ended before the last new year but one
        var json = (JsonObject)JsonNode.Parse((await status.DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString())!;
        var year = DateTimeOffset.Now.Year - 1;
        json["Last"] = new DateTimeOffset(year - 1, 1, 1, 0, 0, 0, TimeSpan.Zero);
        json["LastUpdated"] = new DateTimeOffset(year - 1, 1, 1, 0, 0, 0, TimeSpan.Zero);
        json["Next"] = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await status.UploadAsync(BinaryData.FromString(json.ToJsonString()), overwrite: true, TestContext.Current.CancellationToken);

        await contract.StartAsync();
        var ticks = await contract.WaitForRowsAsync("Monitored");
        await contract.WaitForRowsAsync("OnStartup", count: 2);
        Assert.True(Assert.Single(ticks).IsPastDue);
    }

    [Theory]
    [OnEveryHost]
    public async Task EverySecond_TwoHostsOfOneApp_OneFiresAndTheOtherTakesOver(HostKind kind)
    {
        ProcessTable.RequireLinux();
        await using var contract = hosts.Create(kind);
        var (one, two) = (await contract.StartAsync(), await contract.StartAsync());
        var (first, second) = (one.WorkerId, two.WorkerId);
        var before = (await contract.RowsAsync("EverySecond")).Count;
        var ticks = await contract.WaitForRowsAsync("EverySecond", count: before + 5);

        Assert.All(ticks, tick => Assert.Equal(first, tick.Process)); // it was there first

        one.Terminate();
        await one.WaitForExitAsync();
        await Eventually.TrueAsync(
            async () => (await contract.RowsAsync("EverySecond")).Any(tick => tick.Process == second), Contract.Patience);
    }

    private static async Task<BlobClient> StatusBlobAsync(Contract contract, string function)
    {
        var blobs = contract.HostBlobs();
        string? name = null;
        await Eventually.TrueAsync(
            async () =>
            {
                await foreach (var blob in blobs.GetBlobsAsync())
                {
                    if (blob.Name.StartsWith($"timers/{contract.Name}/", StringComparison.Ordinal)
                        && blob.Name.Contains(function, StringComparison.Ordinal))
                    {
                        name = blob.Name;
                    }
                }

                return name is not null;
            },
            Contract.Patience);
        return blobs.GetBlobClient(name);
    }
}
