using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Hosting;

/// <summary>Stops the app when the process named in <see cref="LocalWorkerOptions.ParentSetting"/> is gone, so that a killed
/// launcher leaves nothing behind. Does nothing without that setting.</summary>
internal sealed class ParentWatch(IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<ParentWatch> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration.GetValue<int?>(LocalWorkerOptions.ParentSetting) is not { } id)
        {
            return;
        }

        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync(stoppingToken);
        }
        catch (ArgumentException)
        {
            // it was gone before we looked
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        Log.ParentGone(logger, id);
        lifetime.StopApplication();
    }
}
