using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Bittensor.LocalNetwork.Azurite;
using Bittensor.Testing;

namespace Bittensor.LocalNetwork.Tests.Azurite;

public class AzuriteProcessTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task StartAsync_InMemory_ServesAllThreeServices()
    {
        var token = TestContext.Current.CancellationToken;
        var name = UniqueName.Create();

        await new TableClient(azurite.ConnectionString, name).CreateAsync(token);
        await new QueueClient(azurite.ConnectionString, name).CreateAsync(cancellationToken: token);
        await new BlobContainerClient(azurite.ConnectionString, name).CreateAsync(cancellationToken: token);

        Assert.True(await new QueueClient(azurite.ConnectionString, name).ExistsAsync(token));
        Assert.True(await new BlobContainerClient(azurite.ConnectionString, name).ExistsAsync(token));
        Assert.Equal(3, new[] { azurite.Process.BlobUri.Port, azurite.Process.QueueUri.Port, azurite.Process.TableUri.Port }.Distinct().Count());
    }

    [Fact]
    public async Task DisposeAsync_DataFolder_NextStartFindsTheData()
    {
        var token = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("azurite-test").FullName;
        try
        {
            await using (var first = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder }, token))
            {
                var table = new TableClient(first.ConnectionString, "kept");
                await table.CreateAsync(token);
                await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = 42 }, token);
            }

            await using var second = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder }, token);
            var row = await new TableClient(second.ConnectionString, "kept").GetEntityAsync<TableEntity>("p", "r", cancellationToken: token);
            Assert.Equal(42, row.Value["Value"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task DisposeAsync_Running_EndsTheProcess()
    {
        var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        using var process = Process.GetProcessById(azurite.ProcessId);

        await azurite.DisposeAsync();
        await azurite.DisposeAsync(); // twice is once

        await Eventually.TrueAsync(() => process.HasExited);
    }

    [Fact]
    public async Task StartAsync_PortTaken_SaysSo()
    {
        var options = new AzuriteOptions { QueuePort = azurite.Process.QueueUri.Port };

        var e = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Contains("EADDRINUSE", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NodeMissing_NamesWhatToInstall()
    {
        var options = new AzuriteOptions { NodeCommand = "no-such-node" };

        var e = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Contains("no-such-node", e.Message, StringComparison.Ordinal);
        Assert.Contains("https://nodejs.org", e.Message, StringComparison.Ordinal);
    }
}
