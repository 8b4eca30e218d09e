using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalHost.Triggers;

/// <summary>Keeps when a timer last ran in a blob of the app's storage account, where the Functions host keeps it: a tick that was
/// missed while no host ran is made up for.</summary>
/// <remarks>The SDK's own monitor over blobs needs a type that the storage package no longer has.</remarks>
internal sealed class BlobScheduleMonitor(IConfiguration settings, IHostIdProvider hostId) : ScheduleMonitor
{
    private readonly BlobContainerClient _container = new(settings["AzureWebJobsStorage"], "azure-webjobs-hosts");

    /// <inheritdoc/>
    public override async Task<ScheduleStatus> GetStatusAsync(string timerName)
    {
        try
        {
            var content = await (await BlobAsync(timerName)).DownloadContentAsync();
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>()!;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null!; // the base class takes that for a timer that never ran
        }
    }

    /// <inheritdoc/>
    public override async Task UpdateStatusAsync(string timerName, ScheduleStatus status)
    {
        await _container.CreateIfNotExistsAsync();
        await (await BlobAsync(timerName)).UploadAsync(BinaryData.FromString(JsonSerializer.Serialize(status)), overwrite: true);
    }

    private async Task<BlobClient> BlobAsync(string timerName) =>
        _container.GetBlobClient($"timers/{await hostId.GetHostIdAsync(CancellationToken.None)}/{timerName}/status");
}
